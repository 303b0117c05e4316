# Row 4.
# finds: high config-override authentication in conf.d/H.cfg.lua:31
# finds: critical access-mode provider
# left: high config-override authentication in conf.d/H.cfg.lua:31
# files: rewritten
printf 'VirtualHost "%s" { authentication = "anonymous", enabled = true }\n' "$H" >/etc/prosody/conf.d/zz-override.cfg.lua
