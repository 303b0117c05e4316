sed -i "s/^VirtualHost \"$H\"/VirtualHost(\"$H\")/" "$AVAIL"
