sed -i 's/^Component/\n\n&/' "$AVAIL"
