# mode: guests
# docker-jitsi-meet#231 and #814: guests were switched on, and nobody need log in any more.
# finds: critical jicofo-auth jicofo
# finds: critical jicofo-auth jicofo-in-force
# verdict: open
# releases: bookworm trixie
jicofo_without_login
restart jicofo
