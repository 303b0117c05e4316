# releases: bookworm trixie
# shows: reloads
reloaded() { [ "$(reloads)" -gt "$1" ]; }
before=$(reloads)
kill -HUP "$(cat /run/prosody/prosody.pid)"
until_true reloaded "$before"
