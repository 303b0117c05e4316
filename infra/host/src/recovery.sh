# shellcheck shell=sh
# An apply that was ended in the middle left a journal. Its unfinished files go; what it had put in place stays, unless Prosody can't read
# it; what it had stopped is started; and the ledger gets the entry that it could not write.

recover() { # leaves $recovered
	recovered=''
	[ -e "$state/journal" ] || return 0
	read -r _ old_fence old_generation old_correlation <"$state/journal"
	remove_unfinished
	done_recovery=nothing
	if grep -qE '^(file|link|made|removed|jicofo) ' "$state/journal"; then
		done_recovery=kept
		check_config
		case $verdict in invalid*) restore_files; done_recovery=$restored ;; esac
	fi
	settle_guest_file
	crash_point recovering
	jicofo_pid
	if grep -qx 'restarting jicofo' "$state/journal" && [ -z "$pid" ]; then
		service_do start jicofo
		wait_for is_active jicofo
	fi
	if grep -qx 'restarting prosody' "$state/journal" && [ -z "$prosody_pid" ]; then
		service_do start prosody
		wait_for is_active prosody
		find_processes
	fi
	# A journal cut by a full disk has no such line.
	if is_number "${old_fence:-}" && is_number "${old_generation:-}" && is_id "${old_correlation:-}"; then
		add_to_ledger "$old_fence" "$old_generation" "$old_correlation" interrupted "$done_recovery"
		recovered="$old_correlation $done_recovery"
	fi
	forget_journal
}

# A guest file without its link is loaded by nobody: one that was to be linked, or had been, goes.
settle_guest_file() {
	while read -r keyword real old new kept _; do
		case $keyword in made) link=$kept ours=$new ;; removed) link=$new ours=$old ;; *) continue ;; esac
		file_hash "$real"
		if [ "$file_hash" = "$ours" ] && ! there "$link"; then rm -f -- "$real"; fi
	done <"$state/journal"
}

remove_unfinished() {
	while read -r keyword _ _ _ _ beside; do
		case $keyword:$beside in
		jicofo:/etc/jitsi/jicofo/*.fleet-new) as jicofo rm -f -- "$beside" ;;
		file:/etc/jitsi/meet/*.fleet-new | file:/etc/prosody/*.fleet-new | made:/etc/prosody/*.fleet-new) rm -f -- "$beside" ;;
		copied:/etc/prosody/*.fleet-new | link:/etc/prosody/*.fleet-new | relinked:/etc/prosody/*.fleet-new) rm -f -- "$beside" ;;
		esac
	done <"$state/journal"
	rm -f "$state"/*.new "$state/edited"
}
