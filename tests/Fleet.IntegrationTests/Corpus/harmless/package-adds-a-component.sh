printf '\nComponent "internal.auth2.%s" "muc"\n    storage = "memory"\n    modules_enabled = { "ping"; }\n' "$H" >>"$AVAIL"
