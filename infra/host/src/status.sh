# shellcheck shell=sh
# For people: what an administrator of this host wants to know of Fleet. Run by hand as root; the sudoers line allows no argument.

status() {
	[ -O / ] || { echo 'fleet-host: run this as root: sudo fleet-host status' >&2; exit 1; }
	[ -r "$state/salt" ] || { echo "fleet-host $version: not installed (no $state/salt); run install.sh" >&2; exit 1; }
	load_state
	echo "fleet-host $version"
	echo "fleet          ${owned_by:-none yet}"
	echo "incarnation    ${owning_incarnation:-none yet}"
	echo "highest fence  $highest_fence"
	echo "epoch          $highest_epoch, generation $highest_generation"
	now=$(date +%s)
	load_hold
	[ -z "$hold" ] || printf 'hold           %s until %s UTC, by %s: %s\n' "$hold_kind" "$(date -u -d "@$hold_until" '+%Y-%m-%d %H:%M:%S')" "$hold_by" "$hold_reason"
	if [ -e "$state/journal" ]; then echo "interrupted    $(head -n 1 "$state/journal") (the next apply settles it)"; fi
	echo
	if [ ! -s "$state/ledger" ]; then echo 'nothing has been changed here by Fleet'; return; fi
	echo 'last changes   time                 generation  correlation                           result'
	tail -n 10 "$state/ledger" | while read -r _ _ time _ generation correlation outcome code; do
		[ "$code" != - ] || code=
		printf '               %s  %-10s  %-36s  %s %s\n' "$(date -u -d "@$time" '+%Y-%m-%d %H:%M:%S')" "$generation" "$correlation" "$outcome" "$code"
	done
}
