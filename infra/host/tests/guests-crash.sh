# shellcheck shell=sh
# kill -9 in the middle of letting guests in or keeping them out: nobody gets in without a login who did not before and is not to.
# shellcheck source=guests-lib.sh
. "$tests/guests-lib.sh"

linked() { [ -e "$guest_link" ]; }
asks_for_logins() { grep -qxF "$ours" "$jicofo/jicofo.conf"; }
# Guests may be there, on disk or in force, only while Jicofo asks for logins, there.
nobody_without_login() {
	observe - - never
	if linked && ! asks_for_logins; then echo 'on disk guests open rooms'; return 1; fi
	if linked && [ "$(field jicofo-in-force)" != "xmpp $H -" ]; then echo 'after a start of Prosody guests open rooms'; return 1; fi
	case $(in_force "guest.$H"):$(field jicofo-in-force) in
	:* | jitsi-anonymous:"xmpp $H -") ;;
	*) echo 'in force guests open rooms'; return 1 ;;
	esac
	is "$(provider_of "$own"):$(in_force)" internal_hashed:internal_hashed
}
place() { grep -bo 'hosts: {' "$config_js" | head -n 1 | awk -F: '{ print $1 + 7 }'; }
inserted() { grep -qF '/* fleet */' "$config_js"; }
# What is to be done from here, as whoever looked at the host would have it done.
then_apply() { # COMMAND MODE
	then=$1 mode=$2
	set --
	asks_for_logins || set -- "$@" "$(set_jicofo on)"
	case $mode in
	guests)
		guest='jitsi-anonymous yes'
		inserted || set -- "$@" "$(anonymous "$(place)" insert)"
		$then 'none -' 'add-guest-host jitsi-anonymous' restart-jicofo "$@"
		;;
	members)
		guest='absent no'
		! inserted || set -- "$@" "$(anonymous "$(place)" remove)"
		$then 'none -' remove-guest-host "$@"
		;;
	esac
}
crashed() { crash_apply "$at_point" "$@"; }
gets_there() { # MODE
	if inserted; then told=yes; else told=no; fi
	case $1 in
	guests) is "$(in_force "guest.$H"):$(field jicofo-in-force):$told" "jitsi-anonymous:xmpp $H -:yes" && linked ;;
	members) is "$(in_force "guest.$H"):$told" :no && ! linked && [ ! -e "$guest_own" ] ;;
	esac
}

reset_guests
observe - - never
apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
for at_point in jicofo-noted jicofo-written jicofo-renamed jicofo-restarting jicofo-restarted settled guest-file guest config-js validated activated; do
	cp -p /root/original.jicofo/jicofo.conf "$jicofo/jicofo.conf"
	restart_jicofo
	observe - - never
	then_apply crashed guests
	check "guests come, killed at $at_point: it was" is "$(wc -c </tmp/reply)" 0
	check "guests come, killed at $at_point: nobody without a login" nobody_without_login
	then_apply apply guests
	check "guests come, killed at $at_point: the next apply gets there" like '^outcome (done|unchanged)$'
	observe - - never
	check "guests come, killed at $at_point: they are there" gets_there guests
	check "guests come, killed at $at_point: and nothing lies about" clean
	then_apply apply members
	observe - - never
	check "guests come, killed at $at_point: they can go" gets_there members
done
for at_point in guest-noted guest-unlinked guest config-js validated activated; do
	observe - - never
	then_apply apply guests
	observe - - never
	then_apply crashed members
	check "guests go, killed at $at_point: it was" is "$(wc -c </tmp/reply)" 0
	check "guests go, killed at $at_point: nobody without a login" nobody_without_login
	then_apply apply members
	observe - - always
	check "guests go, killed at $at_point: the next apply gets there" gets_there members
	check "guests go, killed at $at_point: Prosody reads it" says 'check valid - -'
	check "guests go, killed at $at_point: and nothing lies about" clean
done

# Ended between Jicofo's stop and its start.
observe - - never
crash_apply jicofo-restarting 'none -' restart-jicofo
service jicofo stop >/dev/null
guest=''
apply 'none -'
check 'Jicofo, which an apply had stopped, is started by the next' wait_for jicofo_answers
reset_guests
