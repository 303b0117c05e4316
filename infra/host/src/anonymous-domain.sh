# shellcheck shell=sh
# hosts.anonymousdomain of config.js: which domain the page connects to for those who do not log in. Root's file in root's directory.

check_anonymous_domain() {
	anonymous_change=$(of set-anonymous-domain)
	[ -n "$anonymous_change" ] || return 0
	config_js=$meet_config/$domain-config.js
	read -r number expected offset form <<-E
		$anonymous_change
	E
	{ [ -f "$config_js" ] && [ ! -h "$config_js" ] && in_roots_directory "$config_js"; } || refuse unsafe-path "$number"
	has_hash "$config_js" "$expected" || refuse stale "$number"
	edit_config_js >/dev/null || refuse not-the-place "$number"
}

edit_config_js() { perl -e "$anonymous_domain_pl" "$form" "$offset" "guest.$domain" <"$config_js" 2>/dev/null; }

set_anonymous_domain() {
	[ -n "$anonymous_change" ] || return 0
	number=${anonymous_change%% *}
	if [ -n "$config_failed" ]; then step "$number" skipped config-failed; return; fi
	# A page that connects to a domain which is not there lets in nobody at all.
	case $form:$guest_ready in insert: | replace: | uncomment:) step "$number" skipped jicofo-not-proven; return ;; esac
	if ! edit_config_js >"$state/edited"; then step "$number" failed cannot-write
	elif cmp -s "$state/edited" "$config_js"; then step "$number" unchanged
	elif put_file file "$config_js" "$state/edited"; then step "$number" "done"
	else step "$number" failed cannot-write; fi
	rm -f "$state/edited"
	crash_point config-js
}
