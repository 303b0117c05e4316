# Row 5, mode a: as the installers of jitsi-contrib write it.
# finds: critical guest-host guest-host
# files: rewritten
guest_host /etc/prosody/conf.avail/guest.cfg.lua
ln -s /etc/prosody/conf.avail/guest.cfg.lua /etc/prosody/conf.d/guest.cfg.lua
