# mode: guests
# jitsi-meet#10690: Jicofo runs on, and its next start fails.
# finds: high config-invalid jicofo
# left: high config-invalid jicofo
# files: kept
echo '}' >>"$JICOFO"
