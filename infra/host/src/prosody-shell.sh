# shellcheck shell=sh
# What the running Prosody says and does, in one call of its shell, as user prosody. prosodyctl executes the configuration that it is
# given, and does nothing when that is broken, so it is given an empty one: the socket is where Debian has it. Only if nobody
# answers there, the host's own is asked where it is.
# The programs are ours; what they are told (domain, users, provider) is checked to be plain before it is put in.

# prosody_lua PROGRAM: leaves what it reported in $told, or why there is no report in $gap.
prosody_lua() {
	told='' gap=''
	if [ -z "$prosody_pid" ]; then gap=not-running; return 1; fi
	case $prosody_version in 0.[0-9].* | 0.1[01].*) gap=no-shell; return 1 ;; esac
	if ask_prosody "$1" --config "$shell_config"; then return 0; fi
	[ "$gap" != timed-out ] && ask_prosody "$1"
}

ask_prosody() { # PROGRAM [OPTION...]
	lua="$common_lua $1 return finish()"
	shift
	gap=no-answer
	answer=$(as prosody timeout 10 prosodyctl "$@" shell 2>/dev/null <<-E
		> local H, T, U, P, GP, F = "$domain", "$nonce", "${lua_users-}", "${lua_provider-}", "${lua_guest-}", ${in_force_only:+true or} nil $lua
	E
	) || { [ $? -ne 124 ] || gap=timed-out; }
	case $answer in *"<$nonce$nl"*"$nl$nonce>"*) ;; *) return 1 ;; esac
	told=${answer#*"<$nonce$nl"}
	told=${told%%"$nl$nonce>"*}
	case $told in *[!A-Za-z0-9._/:@+=~,%" $nl"-]*) told=''; return 1 ;; esac
	gap=''
}

say_in_force() {
	if prosody_lua "$observe_lua"; then say "$told"; else say "in-force unknown $gap"; fi
}
