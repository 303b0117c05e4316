# mode: guests
# Nobody can open a room: the login loops.
# finds: critical jicofo-auth jicofo
# files: rewritten
sed -i "s/login-url: \"$H\"/login-url: \"jitsi.example.org\"/" "$JICOFO" && as_jicofo
