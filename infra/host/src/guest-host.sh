# shellcheck shell=sh
# The guests' virtual host in a file of Fleet's own, always this text. The file is there before its link, and goes after it: a link that
# leads nowhere would keep Prosody from starting.

guest_text() { # PROVIDER
	printf '%s\n' "-- Made by Fleet, which removes it again as long as it is as it was made." "VirtualHost \"guest.$domain\"" \
		"    authentication = \"$1\"" '    c2s_require_encryption = false'
}

check_guest_host() {
	guest_add=$(of add-guest-host) guest_remove=$(of remove-guest-host)
	guest_change=$guest_add$guest_remove
	guest_file=$prosody_config/conf.avail/guest.$domain.cfg.lua guest_link=$prosody_config/conf.d/guest.$domain.cfg.lua
	[ -n "$guest_change" ] || return 0
	{ in_roots_directory "$guest_file" && in_roots_directory "$guest_link"; } || refuse unsafe-path "${guest_change%% *}"
}

# Leaves in $guest_is what the file says, when it is as Fleet makes it.
whose_guest_file() {
	guest_is=''
	[ -f "$guest_file" ] && [ ! -h "$guest_file" ] || return 1
	for guest_is in anonymous jitsi-anonymous internal_hashed; do
		if guest_text "$guest_is" | cmp -s - "$guest_file"; then return 0; fi
	done
	guest_is=''
	return 1
}

there() { [ -e "$1" ] || [ -h "$1" ]; }
guest_is_linked() { [ -h "$guest_link" ] && [ "$(readlink -- "$guest_link")" = "$guest_file" ]; }

change_guest_host() {
	[ -n "$guest_change" ] || return 0
	number=${guest_change%% *}
	if [ -n "$guest_add" ]; then add_guest_host "${guest_add#* }"; else remove_guest_host; fi
	case $guest_result in failed\ cannot-write) config_failed=yes ;; esac
	# shellcheck disable=SC2086  # state and code
	step "$number" $guest_result
	crash_point guest
}

add_guest_host() { # PROVIDER
	guest_result='failed in-the-way'
	if [ -n "$config_failed" ]; then guest_result='skipped config-failed'; return; fi
	if [ -n "$jicofo_failed" ]; then guest_result='skipped jicofo-failed'; return; fi
	if [ -z "$guest_ready" ]; then guest_result='skipped jicofo-not-proven'; return; fi
	if there "$guest_file" && ! whose_guest_file; then return; fi
	if there "$guest_link" && ! guest_is_linked; then return; fi
	if [ "${guest_is:-}" = "$1" ] && guest_is_linked; then guest_result=unchanged; return; fi
	guest_result='failed cannot-write'
	guest_text "$1" >"$state/edited" 2>/dev/null || return
	if [ -z "${guest_is:-}" ]; then make_file "$guest_file" || return
	elif [ "$guest_is" != "$1" ]; then put_file file "$guest_file" "$state/edited" || return; fi
	crash_point guest-file
	rm -f "$state/edited"
	guest_is_linked || link_guest || return
	guest_result="done"
}

make_file() { # REAL, with what is in the file edited
	beside=${1%/*}/.${1##*/}.fleet-new
	file_hash "$state/edited"
	note "made $1 - $file_hash $guest_link $beside" || return 1
	{ cp -- "$state/edited" "$beside" && chown root:prosody "$beside" && chmod 640 "$beside" && sync "$beside" && mv -fT -- "$beside" "$1"; } 2>/dev/null ||
		{ rm -f -- "$beside"; return 1; }
	sync "${1%/*}"
}

link_guest() {
	beside=${guest_link%/*}/.${guest_link##*/}.fleet-new
	note "link $guest_link - - - $beside" || return 1
	{ ln -sfT -- "$guest_file" "$beside" && mv -fT -- "$beside" "$guest_link" && sync "${guest_link%/*}"; } 2>/dev/null
}

remove_guest_host() {
	guest_result=unchanged
	if ! there "$guest_file" && ! there "$guest_link"; then return; fi
	guest_result='failed not-ours'
	whose_guest_file || return
	if there "$guest_link" && ! guest_is_linked; then return; fi
	guest_result='failed cannot-write'
	file_hash "$guest_file"
	kept=$state/before.${guest_file##*/}
	{ cp -p -- "$guest_file" "$kept" && sync "$kept"; } 2>/dev/null || return
	note "removed $guest_file $file_hash $guest_link $kept ${guest_file%/*}/.${guest_file##*/}.fleet-new" || return
	crash_point guest-noted
	{ rm -f -- "$guest_link" && sync "${guest_link%/*}"; } 2>/dev/null || return
	crash_point guest-unlinked
	{ rm -f -- "$guest_file" && sync "${guest_file%/*}"; } 2>/dev/null || return
	guest_result="done"
}

# Puts back what remove_guest_host took away.
restore_guest() { # FILE HASH LINK KEPT BESIDE
	if ! there "$1"; then { cp -p -- "$4" "$5" && sync "$5" && mv -fT -- "$5" "$1"; } 2>/dev/null || return; fi
	file_hash "$1"
	[ "$file_hash" = "$2" ] && ! there "$3" && ln -sT -- "$1" "$3"
}
