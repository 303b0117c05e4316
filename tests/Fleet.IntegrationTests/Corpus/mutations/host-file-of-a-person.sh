# finds: medium file-permissions host-config
# files: rewritten
chown admin:admin "$AVAIL"
