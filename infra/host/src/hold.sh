# shellcheck shell=sh
# A hold is root's word that nobody else changes this host for a while: one line in the root-only directory, SINCE UNTIL KIND BY REASON. It ends
# by itself, by the host's clock.

load_hold() { # leaves $hold, empty when there is none, and its words; $now is the time
	hold=''
	[ -e "$state/hold" ] && read -r hold_since hold_until hold_kind hold_by hold_reason <"$state/hold" || return 0
	is_number "$hold_since" && is_number "$hold_until" && [ "$hold_until" -gt "$now" ] || return 0
	hold="$hold_since $hold_until $hold_kind $hold_by $hold_reason"
}

check_hold() {
	adopted=''
	load_hold
	[ -n "$hold" ] || { rm -f "$state/hold"; return; }
	case $hold_since:$hold_kind in "$adopts:lock") adopted=yes; return ;; esac
	speaks 2 || postpone held "$hold_until"
	reply=
	say_program
	say "hold $hold"
	send held
	exit 0
}

hold() { # [--for TIME] REASON...
	at_the_console hold
	for=2h
	case ${1-} in --for) [ $# -ge 2 ] || usage; for=$2; shift 2 ;; --for=*) for=${1#--for=}; shift ;; esac
	duration "$for" || { echo "fleet-host: --for takes minutes, hours or days, at most 7d: 30m, 2h, 3d; not '$for'" >&2; exit 64; }
	[ -n "$*" ] || { echo 'fleet-host: why? fleet-host hold [--for 2h] REASON' >&2; exit 64; }
	now=$(date +%s)
	put_hold hold "$seconds" "$*"
	exec 9<"$state/lock"
	flock -n 9 || { echo 'an apply is under way; waiting for its end'; flock -w 90 9; } || echo 'it goes on: look at fleet-host status'
	echo "held: Fleet changes nothing here until $(date -u -d "@$hold_until" '+%Y-%m-%d %H:%M:%S') UTC"
	echo 'to end it before: fleet-host release'
}

put_hold() { # KIND SECONDS REASON
	reason=$(printf %s "$3" | tr '\n\t' '  ' | head -c 200)
	by=${SUDO_USER:-$(logname 2>/dev/null || id -un)}
	encode "$(printf %s "$by" | head -c 64)"; hold_by=$encoded
	encode "$reason"
	hold_until=$((now + $2))
	replace "$state/hold" "$now $hold_until $1 $hold_by $encoded" || { echo "fleet-host: $state can't be written: there is no hold" >&2; exit 1; }
}

duration() { # TIME; leaves $seconds
	case $1 in
	*m) unit=60 ;;
	*h) unit=3600 ;;
	*d) unit=86400 ;;
	*) return 1 ;;
	esac
	is_number "${1%?}" && [ "${#1}" -le 6 ] || return 1
	seconds=$((${1%?} * unit))
	[ "$seconds" -ge 60 ] && [ "$seconds" -le 604800 ]
}

release() {
	at_the_console release
	now=$(date +%s)
	load_hold
	rm -f "$state/hold" || exit 1
	if [ -n "$hold" ]; then echo "released: Fleet may change this host again"; else echo 'there was no hold'; fi
}

# Not for whoever holds Fleet's key: the line for sudo allows no argument, and this is the second lock.
at_the_console() { # COMMAND
	[ -O / ] || { echo "fleet-host: run this as root: sudo fleet-host $1" >&2; exit 1; }
	[ "${SUDO_USER-}" != fleet ] || { echo "fleet-host: $1 is for this host's administrators" >&2; exit 1; }
	console=yes
	load_state
}
