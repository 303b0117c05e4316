cp -p "$AVAIL" "$AVAIL.bak"
cp -p "$AVAIL" /etc/prosody/conf.d/old.cfg.lua.dpkg-old
