sed -i 's/^    /\t/; s/ = /  =  /; s/$/  /' "$AVAIL"
