# finds: high unsupported storage
# left: high unsupported storage
# files: kept
# restart: no
sed -i '1i data_path = "/srv/prosody"' "$MAIN"
