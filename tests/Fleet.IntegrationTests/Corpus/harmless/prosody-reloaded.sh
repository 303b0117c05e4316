# releases: bookworm trixie
kill -HUP "$(cat /run/prosody/prosody.pid)"
