# shellcheck shell=sh
# Shared by the suites about guests.

reset_guests() {
	reset_host
	reset_jicofo
	cp -p /root/original.config.js "$config_js"
}
guest_own=/etc/prosody/conf.avail/guest.$H.cfg.lua guest_link=/etc/prosody/conf.d/guest.$H.cfg.lua
ours="jicofo.authentication { enabled: true, type: XMPP, login-url: \"$H\" } # fleet"
set_jicofo() { echo "set-jicofo-authentication $1 $(hash_of "$jicofo/jicofo.conf")"; }
same() { cmp "$1" "$2" && is "$(stat -c '%U %G %a' "$1")" "$(stat -c '%U %G %a' "$2")"; }
as_it_was() {
	same "$jicofo/jicofo.conf" /root/original.jicofo/jicofo.conf && same "$config_js" /root/original.config.js && same "$own" /root/original.cfg.lua &&
		is "$(ls -A /etc/prosody/conf.d /etc/prosody/conf.avail "$jicofo" /etc/jitsi/meet | grep -E 'guest|fleet')" ''
}
anonymous() { echo "set-anonymous-domain $(hash_of "$config_js") $1 $2"; }
