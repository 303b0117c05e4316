sed -i "s/^VirtualHost \"$H\"/VirtualHost \"$(echo "$H" | tr '[:lower:]' '[:upper:]')\"/" "$AVAIL"
