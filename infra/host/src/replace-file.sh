# shellcheck shell=sh
# A file of the configuration is replaced by a rename of one that was written beside it and flushed. All its directories are root's, so
# nobody else can have put a link there.

# is_safe REAL: a regular file of Prosody's configuration, in directories that only root writes
is_safe() {
	case $1 in "$prosody_config"/*.cfg.lua) ;; *) return 1 ;; esac
	case $1 in *..* | *[!A-Za-z0-9._/-]*) return 1 ;; esac
	[ -f "$1" ] && [ ! -h "$1" ] && in_roots_directory "$1"
}

in_roots_directory() {
	safe=${1%/*}
	while [ -n "$safe" ]; do
		case $(stat -c '%u:%A' "$safe") in 0:d????-??-? | 0:d????-??-?[tT]) ;; *) return 1 ;; esac
		safe=${safe%/*}
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

# Puts back every file that still is what this journal says we made of it, the last one first.
restore_files() {
	restored=nothing
	[ -e "$state/journal" ] || return 0
	while read -r keyword real old new kept beside; do
		case $keyword in
		jicofo) restore_jicofo "$real" "$old" "$new" "$kept" "$beside" && restored=restored ;;
		made)
			file_hash "$real"
			[ "$file_hash" != "$new" ] || { rm -f -- "$real" && restored=restored; }
			;;
		removed) restore_guest "$real" "$old" "$new" "$kept" "$beside" && restored=restored ;;
		file)
			file_hash "$real"
			[ "$file_hash" = "$new" ] || continue
			{ cp -p -- "$kept" "$beside" && sync "$beside" && mv -fT -- "$beside" "$real"; } 2>/dev/null && restored=restored
			;;
		link)
			if [ -h "$real" ]; then rm -f -- "$real" && restored=restored; fi
			;;
		esac
	done <<-E
		$(tac "$state/journal")
	E
}
