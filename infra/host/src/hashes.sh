# shellcheck shell=sh
# A plain hash of a file would let its masked secrets be guessed offline: hashes leave the host salted.

# Leaves in $salted lines "hash  path" for every file of $listing that may be read, and the program's own in $program_hash. Jicofo's own directory is
# read as its owner: what stands there could lead anywhere.
hash_config() {
	owned='' jicofo=''
	while read -r path kind target _ _ _ size _; do
		real=$path
		[ "$target" = - ] || real=$target
		case $kind in regular | link) [ "$size" -le "$max_file" ] || continue ;; *) continue ;; esac
		case $real in
		/etc/jitsi/jicofo/*) jicofo="$jicofo $real" ;;
		"$prosody_config"/* | /etc/jitsi/meet/*) owned="$owned $real" ;;
		esac
	done <<-E
		$listing
	E
	# shellcheck disable=SC2086  # paths without odd bytes
	hashes=$(
		[ -z "$owned" ] || sha256sum -- $owned 2>/dev/null
		[ -z "$jicofo" ] || as jicofo timeout 5 sha256sum -- $jicofo 2>/dev/null
	)
	salted=
	while [ -n "$hashes" ]; do salt_some; done
}

# The next seven of $hashes: one sha256sum reads them from as many pipes.
salt_some() {
	some='' count=0
	while [ "$count" -lt 7 ] && [ -n "$hashes" ]; do
		some="$some ${hashes%%"$nl"*}" count=$((count + 1))
		case $hashes in *"$nl"*) hashes=${hashes#*"$nl"} ;; *) hashes= ;; esac
	done
	# shellcheck disable=SC2086  # words: hash, path, hash, path ...
	set -- $some
	keyed=$(sha256sum /dev/fd/3 /dev/fd/4 /dev/fd/5 /dev/fd/6 /dev/fd/7 /dev/fd/8 /dev/fd/9 3<<-A 4<<-B 5<<-C 6<<-D 7<<-E 8<<-F 9<<-G
		$salt ${1-}
	A
		$salt ${3-}
	B
		$salt ${5-}
	C
		$salt ${7-}
	D
		$salt ${9-}
	E
		$salt ${11-}
	F
		$salt ${13-}
	G
	)
	while [ $# -gt 0 ]; do
		salted="$salted${keyed%% *}  $2$nl"
		keyed=${keyed#*"$nl"}
		shift 2
	done
}

hash_for() { # PATH; leaves its salted hash in $hash, or "-"
	hash=-
	case $nl$salted in *"  $1$nl"*) ;; *) return ;; esac
	hash=${salted%%"  $1$nl"*}
	hash=${hash##*"$nl"}
}
