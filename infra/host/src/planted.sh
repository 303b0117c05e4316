# shellcheck shell=sh
# A harmless difference that Fleet makes itself, to see whether it finds it: one line in the root-only directory, NONCE TIME. Nothing reads it
# but observe, and the next apply that says so takes it away.

change_planted() {
	while read -r number nonce_of_plant; do
		[ -n "$number" ] || continue
		if replace "$state/planted" "$nonce_of_plant $(date +%s)"; then step "$number" "done"; else step "$number" failed cannot-write; fi
	done <<-E
		$(of plant)
	E
	while read -r number _; do
		[ -n "$number" ] || continue
		if [ ! -e "$state/planted" ]; then step "$number" unchanged; continue; fi
		if rm -f "$state/planted" 2>/dev/null; then step "$number" "done"; else step "$number" failed cannot-write; fi
	done <<-E
		$(of unplant)
	E
}

say_planted() {
	[ -e "$state/planted" ] && read -r planted_nonce planted_at <"$state/planted" || return 0
	if is_nonce "$planted_nonce" && is_number "$planted_at"; then say "planted $planted_nonce $planted_at"; fi
}
