# finds: critical access-mode provider
# files: rewritten
provider jitsi-anonymous
sed -i 's/$/\r/' "$AVAIL"
