# finds: critical guest-host guest-host
# files: rewritten
guest_host "$AVAIL" anonymous
