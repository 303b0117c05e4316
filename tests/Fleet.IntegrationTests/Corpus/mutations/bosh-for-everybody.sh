# Row 15: BOSH without nginx and its TLS before it.
# finds: medium exposed-port port 5280
# left: medium exposed-port port 5280
# files: kept
sed -i '1i http_interfaces = { "*" }' "$MAIN"
restart prosody
