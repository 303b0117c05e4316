# shellcheck shell=sh
# What the running Prosody says and does, in one call of its shell, as user prosody: prosodyctl loads the configuration, which is Lua.
# The programs are ours; what they are told (domain, users, provider) is checked to be plain before it is put in.

# prosody_lua PROGRAM: leaves what it reported in $told, or why there is no report in $gap.
prosody_lua() {
	told='' gap=''
	if [ -z "$prosody_pid" ]; then gap=not-running; return 1; fi
	case $prosody_version in 0.[0-9].* | 0.1[01].*) gap=no-shell; return 1 ;; esac
	answer=$(as prosody timeout 20 prosodyctl shell 2>/dev/null <<-E
		> local H, T, U, P = "$domain", "$nonce", "${lua_users-}", "${lua_provider-}" $common_lua $1 return finish()
	E
	) || { [ $? -ne 124 ] || { gap=timed-out; return 1; }; }
	case $answer in *"<$nonce$nl"*"$nl$nonce>"*) ;; *) gap=no-answer; return 1 ;; esac
	told=${answer#*"<$nonce$nl"}
	told=${told%%"$nl$nonce>"*}
	case $told in *[!A-Za-z0-9._/:@+=~,%" $nl"-]*) told='' gap=no-answer; return 1 ;; esac
}

say_in_force() {
	if prosody_lua "$observe_lua"; then say "$told"; else say "in-force unknown $gap"; fi
}
