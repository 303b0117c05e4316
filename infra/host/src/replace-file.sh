# shellcheck shell=sh
# A file of the configuration is replaced by a rename of one that was written beside it and flushed. All its directories are root's, so
# nobody else can have put a link there.

# is_safe REAL: a regular file of Prosody's configuration, in directories that only root writes
is_safe() {
	case $1 in "$prosody_config"/*.cfg.lua) ;; *) return 1 ;; esac
	case $1 in *..* | *[!A-Za-z0-9._/-]*) return 1 ;; esac
	[ -f "$1" ] && [ ! -h "$1" ] && in_roots_directory "$1"
}

in_roots_directory() { # each directory on the way there, in one look
	safe=${1%/*}
	set --
	while [ -n "$safe" ]; do
		set -- "$@" "$safe"
		safe=${safe%/*}
	done
	safe=$(stat -c '%u:%A' -- "$@") || return 1
	for safe in $safe; do
		case $safe in 0:d????-??-? | 0:d????-??-?[tT]) ;; *) return 1 ;; esac
	done
}

# put_file KEYWORD REAL CONTENT-FILE: with the owner and mode that it had; the journal knows both hashes and where the old one is
put_file() {
	beside=${2%/*}/.${2##*/}.fleet-new kept=$state/before.${2##*/}
	file_hash "$2"; old=$file_hash
	file_hash "$3"; new=$file_hash
	[ -n "$old" ] && [ -n "$new" ] || return 1
	{ cp -p -- "$2" "$kept" && sync "$kept"; } 2>/dev/null || return 1
	note "$1 $2 $old $new $kept $beside" || return 1
	crash_point noted
	write_beside "$2" "$3" "$new" || { rm -f -- "$beside"; return 1; }
	crash_point written
	mv -fT -- "$beside" "$2" 2>/dev/null || { rm -f -- "$beside"; return 1; }
	sync "${2%/*}"
	crash_point renamed
}

write_beside() { # REAL CONTENT-FILE HASH
	{ cp -p -- "$1" "$beside" && cat -- "$2" >"$beside" && sync "$beside"; } 2>/dev/null || return 1
	file_hash "$beside"
	[ "$file_hash" = "$3" ]
}

# Puts back every file that still is what this journal says we made of it, the last one first. Leaves in $restored whether it was any, and
# their paths in $restored_files.
restore_files() {
	restored=nothing restored_files=''
	[ -e "$state/journal" ] || return 0
	while read -r keyword real old new kept beside; do
		restore_file || continue
		restored=restored restored_files="$restored_files $real"
	done <<-E
		$(tac "$state/journal")
	E
}

restore_file() {
	case $keyword in
	jicofo) restore_jicofo "$real" "$old" "$new" "$kept" "$beside" ;;
	made)
		file_hash "$real"
		[ "$file_hash" = "$new" ] && rm -f -- "$real"
		;;
	removed) restore_guest "$real" "$old" "$new" "$kept" "$beside" ;;
	file)
		file_hash "$real"
		[ "$file_hash" = "$new" ] && { cp -p -- "$kept" "$beside" && sync "$beside" && mv -fT -- "$beside" "$real"; } 2>/dev/null
		;;
	link) [ -h "$real" ] && rm -f -- "$real" ;;
	*) false ;;
	esac
}
