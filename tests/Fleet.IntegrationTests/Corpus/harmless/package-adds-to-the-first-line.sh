# The postinst of jitsi-meet-prosody edits in place.
sed -i "1s/^/unlimited_jids = { \"focus@auth.$H\", \"jvb@auth.$H\" }\n/" "$AVAIL"
