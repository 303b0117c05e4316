# Row 13.
# finds: medium file-permissions host-config
# releases: bullseye bookworm trixie
# files: rewritten
chmod 666 "$AVAIL"
