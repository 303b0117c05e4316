# shellcheck shell=sh
# The provider of a virtual host: one literal of a closed set for another, at a place where an `authentication` option takes its value.

# Leaves $edits: file, place in it, old and new value, number; the last of a file first, so that places stay true.
check_providers() {
	edits=
	while read -r number path hash offset from to; do
		[ -n "$number" ] || continue
		real=$path
		[ ! -h "$path" ] || real=$(realpath -e -- "$path" 2>/dev/null)
		is_safe "$real" || refuse unsafe-path "$number"
		has_hash "$real" "$hash" || refuse stale "$number"
		head=$(awk -v offset="$offset" -v from="$from" "$lex_awk$mask_awk$provider_at_awk" "$real")
		is_number "$head" || refuse not-a-provider "$number"
		case $nl$edits in *"$nl$real $((offset + head)) "*) refuse bad-request "$number" ;; esac
		edits="$edits$real $((offset + head)) $from $to $number$nl"
	done <<-E
		$(of set-provider)
	E
	[ -z "$edits" ] || edits=$(printf %s "$edits" | sort -k 1,1 -k 2,2nr)
}

has_hash() { # REAL SALTED
	file_hash "$1"
	salted_hash=$(printf '%s %s\n' "$salt" "$file_hash" | sha256sum)
	[ "${salted_hash%% *}" = "$2" ]
}

set_providers() {
	[ -n "$edits" ] || return 0
	skip_opening
	[ -n "$edits" ] || return 0
	current='' numbers=''
	while read -r real place from to number; do
		if [ "$real" != "$current" ]; then
			put_edited
			current=$real
			cat -- "$real" >"$state/edited" 2>/dev/null || current=
		fi
		numbers="$numbers $number"
		{
			head -c "$place" "$state/edited"
			printf %s "$to"
			tail -c "+$((place + ${#from} + 1))" "$state/edited"
		} >"$state/edited.new" 2>/dev/null && mv -f "$state/edited.new" "$state/edited" || current=
	done <<-E
		$edits
	E
	put_edited
	rm -f "$state/edited" "$state/edited.new"
}

# When Jicofo could not be told to ask for logins, or does not say that it does, nobody is let in without one.
skip_opening() {
	[ -n "$jicofo_failed" ] || [ -z "$guest_ready" ] || return 0
	if [ -n "$jicofo_failed" ]; then why='jicofo-failed'; else why='jicofo-not-proven'; fi
	while read -r _ _ _ to number; do
		case $to in internal_hashed | '') ;; *) step "$number" skipped "$why" ;; esac
	done <<-E
		$edits
	E
	edits=$(printf '%s\n' "$edits" | awk '$4 == "internal_hashed"')
}

put_edited() {
	[ -n "$numbers" ] || return 0
	if [ -n "$current" ] && put_file file "$current" "$state/edited"; then result="done" why=-; else result=failed why=cannot-write config_failed=yes; fi
	for number in $numbers; do step "$number" "$result" "$why"; done
	numbers=
}
