rm -f "$LEGACY"
restart jicofo
