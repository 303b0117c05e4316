# mode: guests
# docker-jitsi-meet#776: an empty or foreign value is no authentication at all.
# finds: critical jicofo-auth jicofo
# files: rewritten
# finds: critical jicofo-auth jicofo-in-force
# verdict: open
echo 'org.jitsi.jicofo.auth.URL=SHIBBOLETH:x' >>"$LEGACY"
restart jicofo
