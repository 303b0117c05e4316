# finds: critical config-not-loaded link
# left: critical config-not-loaded link
# files: kept
cp -p "$AVAIL" /etc/prosody/conf.avail/old.cfg.lua
ln -sf /etc/prosody/conf.avail/old.cfg.lua "$LINK"
