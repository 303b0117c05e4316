# mode: guests
# Row 5, mode b.
# finds: high guest-host guest-host
# releases: bookworm trixie
rm -f /etc/prosody/conf.d/guest.*.cfg.lua
