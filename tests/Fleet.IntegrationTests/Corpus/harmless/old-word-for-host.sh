sed -i "s/^VirtualHost \"$H\"/Host \"$H\"/" "$AVAIL"
