# releases: bullseye bookworm trixie
sed -i 's/$/\r/' "$AVAIL"
