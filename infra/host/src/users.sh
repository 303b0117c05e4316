# shellcheck shell=sh
# What a daemon owns is looked at and changed with that daemon's rights, so that a link or pipe it planted leads no further than itself.

as() { # USER COMMAND...: the user's own groups, no privileges
	user_ids "$1" || return 127
	shift
	setpriv --reuid="$uid" --regid="$gid" --init-groups --inh-caps=-all --no-new-privs -- "$@"
}

user_ids() { # NAME; leaves $uid and $gid
	: "${passwd:=$(getent passwd prosody jicofo jvb)}"
	case $nl$passwd in *"$nl$1:"*) ;; *) return 1 ;; esac
	gid=$nl$passwd
	gid=${gid#*"$nl$1:"*:}
	uid=${gid%%:*} gid=${gid#*:} gid=${gid%%:*}
}
