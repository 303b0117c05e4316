# Row 4: the literal that wins is closed, wherever it is; that there are two is the operator's to settle.
# finds: high config-override authentication in conf.d/H.cfg.lua:31
# finds: critical access-mode provider
# left: high config-override authentication in conf.d/H.cfg.lua:31
# files: rewritten
printf 'VirtualHost "%s"\n    authentication = "jitsi-anonymous"\n' "$H" >/etc/prosody/conf.d/zz-override.cfg.lua
