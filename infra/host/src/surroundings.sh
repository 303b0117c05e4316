# shellcheck shell=sh
# What is asked of the kernel and of Jicofo while the rest is read: it is all in a pipe by the time it is said.

surroundings() {
	ask_jicofo 0
	awk "$listeners_awk" /proc/net/tcp /proc/net/tcp6 2>/dev/null
	stat -f -c '%i %a %S %n' /etc/prosody "$prosody_data" "$state" 2>/dev/null |
		while read -r system free size path; do
			case " ${seen-} " in *" $system "*) continue ;; esac
			seen="${seen-} $system"
			echo "disk $path $((free * size / 1024))"
		done
}

ask_jicofo() { # BYTE of its log from which it counts
	as jicofo timeout 5 perl -e "$jicofo_in_force_pl" /var/log/jitsi/jicofo.log "$1" 2>/dev/null || echo 'jicofo-in-force unknown - no-answer'
}

# On descriptor 8 is what surroundings said. A service that does not run has nothing in force, whoever answers in its place.
say_surroundings() {
	while read -r keyword rest; do
		case $keyword in jicofo-in-force) [ -n "$jicofo_runs" ] || rest='unknown - not-running' ;; esac
		say "$keyword $rest"
	done <&8
}
