# mode: guests
# On disk it is on; what runs was started before.
# finds: critical jicofo-auth jicofo-in-force
# verdict: open
cp -p "$JICOFO" /run/jicofo.conf
jicofo_without_login
restart jicofo
cp -p /run/jicofo.conf "$JICOFO"
