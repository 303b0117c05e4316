# shellcheck shell=sh
# An emergency does not wait for packages: what runs is locked now, without a file being touched, and files follow when dpkg has ended.

wait_for_dpkg() {
	in_force_only=''
	[ "$dpkg" = running ] || return 0
	if [ "$urgency" != emergency ] || ! locks; then postpone dpkg-running; fi
	wait_out_dpkg || in_force_only=yes
}

# Ten seconds at most.
wait_out_dpkg() {
	waited=0
	while [ "$dpkg" = running ] && [ "$waited" -lt 20 ]; do
		sleep 0.5
		waited=$((waited + 1)) processes=''
		read_packages
		read_processes
		dpkg_state
	done
	find_processes
	[ "$dpkg" != running ]
}

# Whether this apply makes nothing more open; what would need a restart takes up what is on disk, so it waits.
locks() {
	case $activation:$provider:$guest in
	in-place:internal_hashed: | in-place:internal_hashed:absent | none:-:absent) ;;
	*) false ;;
	esac
}

change_in_force() {
	begin_steps
	accept || refuse cannot-write
	steps=$(
		printf '%s\n' "$changes" "$puts" "$removals" |
			awk 'NF && $2 != "close-sessions" { print "step", $1, "skipped dpkg-running -" }'
	)
	[ -z "$steps" ] || steps=$steps$nl
	removals='' disabled='' jicofo_changes=''
	activate
}
