# Loaded before, so the host's own line wins: told all the same.
# finds: high config-override authentication in prosody.cfg.lua:262
# left: high config-override authentication in prosody.cfg.lua:262
# files: kept
sed -i "s/^Include .*/VirtualHost (\"$H\") authentication = 'jitsi-anonymous'\n&/" "$MAIN"
