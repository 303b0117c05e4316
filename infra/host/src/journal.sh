# shellcheck shell=sh
# Written down before it is done, in the root-only directory: which apply, which files it puts where, by their hashes before and after.
# What a later apply finds here it settles, and touches only what these lines say was written by us.

begin_journal() {
	crash_point fresh
	note "apply $fence $generation $correlation" || refuse cannot-write
	accept || { rm -f "$state/journal"; refuse cannot-write; }
}

# What is known of whom this host obeys, newest first: the first incarnation that speaks to it is the one.
accept() {
	if [ "$epoch" -eq "$highest_epoch" ] && [ "$highest_generation" -gt "$generation" ]; then newest=$highest_generation; else newest=$generation; fi
	replace "$state/fence" "$fence$nl$epoch $newest" || return
	if [ -z "$owning_incarnation" ] && [ -n "$incarnation" ]; then replace "$state/incarnation" "$incarnation"; fi
}

note() { { printf '%s\n' "$1" >>"$state/journal" && sync "$state/journal"; } 2>/dev/null; }

# replace FILE LINES: whole or not at all
replace() {
	{ printf '%s\n' "$2" >"$1.new" && sync "$1.new" && mv -f "$1.new" "$1" && sync "$state"; } 2>/dev/null
}

end_journal() {
	add_to_ledger "$fence" "$generation" "$correlation" "$outcome" "${code:--}"
	crash_point ledger
	# What an interrupted apply left is not for one that touches no file to settle.
	[ -n "$in_force_only" ] || forget_journal
	case $adopted:$outcome:$files_are in yes:done:written | yes:unchanged:written) rm -f "$state/hold" ;; esac
}

forget_journal() { rm -f "$state/journal" "$state"/before.*; }

add_to_ledger() { # FENCE GENERATION CORRELATION OUTCOME CODE; leaves the entry
	sequence=0 kept=
	if [ -e "$state/ledger" ]; then
		kept=$(tail -n "$max_ledger" "$state/ledger")
		sequence=${kept##*"${nl}"}
		sequence=${sequence#ledger } sequence=${sequence%% *}
	fi
	entry="ledger $((sequence + 1)) $(date +%s) $1 $2 $3 $4 $5"
	# A full disk loses the entry, not the apply: the reply carries it too.
	replace "$state/ledger" "${kept:+$kept$nl}$entry" || :
}

file_hash() { # of PATH, unsalted: it stays here
	file_hash=$(sha256sum <"$1") 2>/dev/null || file_hash=
	file_hash=${file_hash%% *}
}
