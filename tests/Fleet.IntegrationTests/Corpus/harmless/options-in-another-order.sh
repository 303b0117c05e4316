awk '/^    authentication = /{held = $0; next} {print} /c2s_require_encryption/ && held {print held; held = ""}' "$AVAIL" | swap "$AVAIL"
