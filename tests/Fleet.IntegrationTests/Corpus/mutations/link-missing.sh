# Row 3.
# finds: critical config-not-loaded link
# releases: bullseye bookworm trixie
rm "$LINK"
