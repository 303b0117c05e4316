# mode: guests
# finds: high guest-host guest-host
sed -i 's/"jitsi-anonymous"/"internal_hashed"/' "$(readlink -f /etc/prosody/conf.d/guest."$H".cfg.lua)"
