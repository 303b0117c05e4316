# shellcheck shell=sh

check_permissions() {
	while read -r number path; do
		[ -z "$number" ] || is_safe "$(realpath -e -- "$path" 2>/dev/null)" || refuse unsafe-path "$number"
	done <<-E
		$(of fix-config-permissions)
	E
}

fix_permissions() {
	while read -r number path; do
		[ -n "$number" ] || continue
		real=$(realpath -e -- "$path")
		if { chown root:prosody "$real" && chmod 640 "$real"; } 2>/dev/null; then step "$number" "done"; else step "$number" failed cannot-write; fi
	done <<-E
		$(of fix-config-permissions)
	E
	accounts_directory
	while read -r number user; do
		[ -n "$number" ] || continue
		if [ "$user" = - ]; then fix_directories; else fix_account "$user"; fi
		step "$number" "$fixed" "$why"
	done <<-E
		$(of fix-account-permissions)
	E
}

fix_directories() {
	fixed="done" why=-
	for made in "${directory%/accounts}" "$directory"; do
		if [ -h "$made" ] || [ ! -d "$made" ]; then fixed=failed why=not-a-directory; return; fi
		give "$made"
		as prosody chmod 750 "$made" 2>/dev/null || { fixed=failed why=cannot-write; return; }
	done
}

fix_account() {
	fixed="done" why=-
	file=$directory/$1.dat
	if [ -h "$directory" ] || [ -h "$file" ] || [ ! -f "$file" ]; then fixed=failed why=not-a-file; return; fi
	[ "$(stat -c %h "$file")" = 1 ] || { fixed=failed why=not-a-file; return; }
	give "$file"
	as prosody chmod 640 "$file" 2>/dev/null || { fixed=failed why=cannot-write; }
}

# Only root can give a file of root's to prosody, in a directory where prosody may swap names at any time. A link is not followed; and a
# hard link to a file of somebody else's is something that this setting of the kernel keeps it from making.
give() {
	[ "$(stat -c %U "$1")" = prosody ] && return
	read -r protected </proc/sys/fs/protected_hardlinks
	[ "$protected" = 1 ] && chown -h prosody:prosody "$1" 2>/dev/null
}
