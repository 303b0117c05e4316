printf '%s\n' '--[==[ authentication = "jitsi-anonymous"' "VirtualHost \"$H\"" '    authentication = "anonymous" ]==]' >>"$AVAIL"
