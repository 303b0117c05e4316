# The same host to Prosody, and the old word for it.
# finds: high config-override authentication in conf.d/H.cfg.lua:31
# finds: critical access-mode provider
# left: high config-override authentication in conf.d/H.cfg.lua:31
# files: rewritten
printf 'Host "%s"\n\tauthentication = "anonymous"\n' "$(echo "$H" | tr '[:lower:]' '[:upper:]')" >/etc/prosody/conf.d/zz-override.cfg.lua
