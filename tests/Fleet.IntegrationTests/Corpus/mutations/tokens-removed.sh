# Row 10: `apt remove jitsi-meet-tokens` opens a token host again, with the sed of its postrm.
# finds: critical access-mode provider
# finds: critical not-in-force provider
# finds: critical open-from-outside domain
# verdict: open
provider token
sed -i 's/authentication = "token" -- do not delete me/authentication = "jitsi-anonymous" -- do not delete me/' "$AVAIL"
restart prosody
