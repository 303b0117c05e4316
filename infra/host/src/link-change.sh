# shellcheck shell=sh
# The link that makes Prosody load the domain's file. Putting it back must not change what is loaded: a regular file in its place (sed -i
# makes one) is what Prosody loads now, so it becomes the file in conf.avail first.

check_link() {
	link_change=$(of link-config)
	[ -n "$link_change" ] || return 0
	number=${link_change%% *} expected=${link_change#* }
	case $expected in *"$nl"*) refuse bad-request link-config ;; esac
	link=$prosody_config/conf.d/$domain.cfg.lua own=$prosody_config/conf.avail/$domain.cfg.lua
	if [ -h "$link" ] || [ ! -e "$link" ]; then
		[ "$expected" = - ] || refuse stale "$number"
	else
		is_safe "$link" || refuse unsafe-path "$number"
		has_hash "$link" "$expected" || refuse stale "$number"
	fi
	if [ -e "$own" ]; then is_safe "$own" || refuse unsafe-path "$number"; fi
}

link_config() {
	[ -n "$link_change" ] || return 0
	number=${link_change%% *}
	if [ -e "$link" ] && [ "$(realpath -e -- "$link")" = "$own" ]; then step "$number" unchanged; return; fi
	if [ -h "$link" ] && [ -e "$link" ]; then step "$number" failed leads-elsewhere; config_failed=yes; return; fi
	if [ -f "$link" ]; then copy_to_own || { step "$number" failed cannot-write; config_failed=yes; return; }; fi
	[ -f "$own" ] || { step "$number" failed no-target; config_failed=yes; return; }
	if make_link; then step "$number" "done"; else step "$number" failed cannot-write; config_failed=yes; fi
	crash_point linked
}

copy_to_own() {
	if cmp -s -- "$link" "$own"; then return 0; fi
	if [ -e "$own" ]; then
		# The file that was not loaded is kept for its author.
		{ cp -p -- "$own" "$state/replaced.$domain.cfg.lua" && sync "$state/replaced.$domain.cfg.lua"; } 2>/dev/null && put_file copied "$own" "$link"
	else
		beside=$prosody_config/conf.avail/.$domain.cfg.lua.fleet-new
		note "copied $own - - - $beside" && { cp -p -- "$link" "$beside" && sync "$beside" && mv -fT -- "$beside" "$own"; } 2>/dev/null
	fi
}

make_link() {
	beside=$prosody_config/conf.d/.$domain.cfg.lua.fleet-new
	if [ -f "$link" ]; then keyword=relinked; else keyword="link"; fi
	note "$keyword $link - - - $beside" || return 1
	{ ln -sfT -- "$own" "$beside" && mv -fT -- "$beside" "$link" && sync "$prosody_config/conf.d"; } 2>/dev/null
}
