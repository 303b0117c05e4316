# mode: guests
# finds: critical jicofo-auth jicofo
# files: rewritten
sed -i 's/JAVA_SYS_PROPS="/&-Dorg.jitsi.jicofo.auth.URL=XMPP:old.example.org /' "$OPTIONS" && as_jicofo
