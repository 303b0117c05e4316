# finds: high config-not-loaded link
# finds: critical access-mode provider
# finds: critical not-in-force provider
# finds: critical open-from-outside domain
# verdict: open
sed -i 's/x/x/' "$LINK"
sed -i "/^VirtualHost \"$H\"/,/^Component/ s/\"internal_hashed\"/\"jitsi-anonymous\"/" "$LINK"
restart prosody
