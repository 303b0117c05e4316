# mode: guests
# finds: critical jicofo-auth jicofo
# left: critical jicofo-auth jicofo
# files: kept
sed -i 's/type: XMPP/type: JWT/' "$JICOFO" && as_jicofo
