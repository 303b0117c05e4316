# finds: critical guest-host guest-host
# files: rewritten
sed -i "s/^Component \"conference.$H\"/VirtualHost \"guest.$H\"\n    authentication = \"jitsi-anonymous\"\n    c2s_require_encryption = false\n\n&/" "$AVAIL"
