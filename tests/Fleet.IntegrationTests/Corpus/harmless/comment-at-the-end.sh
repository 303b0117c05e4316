# releases: bullseye bookworm trixie
echo '-- edited by hand' >>"$AVAIL"
