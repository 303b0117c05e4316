# shellcheck shell=sh
# How Jicofo asks for logins. Its files stand in its own directory, so they are read and written with its rights, and only those that are
# its own; what jicofo.conf says is read by the host's HOCON reader before it is touched, and again before it is put in place.

jicofo_file_of() { # KIND-OF-CHANGE FIRST-WORD; leaves $file
	case $1:$2 in
	set-jicofo-authentication:*) file=$jicofo_config/jicofo.conf ;;
	*:legacy) file=$jicofo_config/sip-communicator.properties ;;
	*) file=$jicofo_config/config ;;
	esac
}

check_jicofo() {
	jicofo_changes=$(printf '%s\n' "$changes" | grep '^[0-9]* set-jicofo-')
	while read -r number kind how expected; do
		[ -n "$number" ] || continue
		[ "$how:$needs_jicofo" != off:yes ] || refuse bad-request "$number"
		jicofo_file_of "$kind" "$how"
		as jicofo sh -c '[ -f "$1" ] && [ ! -h "$1" ] && [ -O "$1" ]' sh "$file" || refuse unsafe-path "$number"
		jicofo_hash "$file"
		salted_hash=$(printf '%s %s\n' "$salt" "$file_hash" | sha256sum)
		[ "${salted_hash%% *}" = "$expected" ] || refuse stale "$number"
	done <<-E
		$jicofo_changes
	E
}

jicofo_hash() { # of PATH, unsalted, in $file_hash
	file_hash=$(as jicofo timeout 5 sha256sum -- "$1" 2>/dev/null)
	file_hash=${file_hash%% *}
}

# Asking for logins comes before anything that counts on it, asking no more after everything else.
set_jicofo() { # on|off
	while read -r number kind how _; do
		case $1:$number:$how in *::*) continue ;; off:*:off) ;; off:* | on:*:off) continue ;; esac
		jicofo_file_of "$kind" "$how"
		if [ "$1:$config_failed" = off:yes ]; then step "$number" skipped config-failed; continue; fi
		edit_jicofo
		case $jicofo_result in failed*) jicofo_failed=yes ;; esac
		# shellcheck disable=SC2086  # state and code
		step "$number" $jicofo_result
		crash_point "jicofo-$1"
	done <<-E
		$jicofo_changes
	E
	rm -f "$state/edited"
}

edit_jicofo() { # $file, $how; leaves $jicofo_result
	case $file in
	*.conf)
		edit=$(jicofo_line)
		says=$(jicofo_hocon "$file")
		case $says in
		read\ *) ;;
		no-reader*) jicofo_result='failed no-reader'; return ;;
		*) jicofo_result='failed jicofo-invalid'; return ;;
		esac
		;;
	*) edit=$domain says=- ;;
	esac
	jicofo_result='failed cannot-write'
	kept=$state/before.${file##*/} beside=$jicofo_config/.${file##*/}.fleet-new
	{ as jicofo timeout 5 cat -- "$file" >"$kept" && sync "$kept"; } 2>/dev/null || return
	perl -e "$jicofo_edit_pl" "$how" "$edit" <"$kept" >"$state/edited" 2>/dev/null
	case $? in 0) put_jicofo ;; 3) jicofo_unchanged ;; 4) jicofo_result='failed not-plain' ;; esac
}

# The line may be there, and something after it have the last word.
jicofo_unchanged() {
	jicofo_result=unchanged
	case $how:$says in on:"read true XMPP $domain") ;; on:*) jicofo_result='failed not-effective' ;; esac
}

put_jicofo() {
	file_hash "$kept"; old=$file_hash
	file_hash "$state/edited"; new=$file_hash
	note "jicofo $file $old $new $kept $beside" || return
	crash_point jicofo-noted
	if ! write_jicofo "$file" "$beside" <"$state/edited"; then as jicofo rm -f -- "$beside"; return; fi
	crash_point jicofo-written
	case $how:$(jicofo_after) in
	on:"read true XMPP $domain" | off:read\ * | legacy:"read true XMPP $domain" | options-legacy:"read true XMPP $domain") ;;
	*) jicofo_result='failed not-effective'; as jicofo rm -f -- "$beside"; return ;;
	esac
	if as jicofo sh -c "$swap_jicofo" sh "$file" "$beside" "$old" "$new"; then jicofo_result="done"; else as jicofo rm -f -- "$beside"; fi
	crash_point jicofo-renamed
}

jicofo_after() {
	case $how in
	on | off) jicofo_hocon "$beside" ;;
	legacy) jicofo_legacy "${beside##*/}" ;;
	*) jicofo_legacy "${beside##*/}" -v options=1 | head -n 1 ;;
	esac
}

# The content on stdin, beside the file, with its mode and group.
write_jicofo() { as jicofo sh -c "$write_jicofo" sh "$1" "$2" 2>/dev/null; }

# shellcheck disable=SC2016  # for the shell inside
write_jicofo='
whose() { stat -c "%u %g %a" "$1"; }
umask 077
rm -f -- "$2" && cp -p -- "$1" "$2" && cat >"$2" && sync "$2" && [ "$(whose "$1")" = "$(whose "$2")" ]'

# shellcheck disable=SC2016  # for the shell inside
swap_jicofo='
hash() { sha256sum <"$1" | cut -d" " -f1; }
[ ! -h "$1" ] && [ "$(hash "$1")" = "$3" ] && [ "$(hash "$2")" = "$4" ] && mv -fT -- "$2" "$1" && sync "${1%/*}"'

restore_jicofo() { # FILE OLD NEW KEPT BESIDE
	jicofo_hash "$1"
	[ "$file_hash" = "$3" ] && write_jicofo "$1" "$5" <"$4" && as jicofo sh -c "$swap_jicofo" sh "$1" "$5" "$3" "$2"
}
