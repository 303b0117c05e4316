# finds: critical config-not-loaded link
# finds: high config-invalid config
ln -sf /etc/prosody/conf.avail/gone.cfg.lua "$LINK"
