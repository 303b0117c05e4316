# At the end of a file it belongs to the last component, not to the host.
echo 'authentication = "jitsi-anonymous"' >>"$AVAIL"
