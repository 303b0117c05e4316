# mode: guests
# A legacy property comes before jicofo.conf.
# finds: critical jicofo-auth jicofo
# files: rewritten
echo 'org.jitsi.jicofo.auth.URL=XMPP:old.example.org' >>"$LEGACY"
