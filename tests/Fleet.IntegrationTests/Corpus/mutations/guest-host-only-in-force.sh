# The file went, the host stayed.
# finds: critical guest-host guest-host-in-force
# finds: critical open-from-outside guests
# releases: bookworm trixie
guest_host /etc/prosody/conf.d/guest.cfg.lua
in_prosody 'config:reload()' "host:activate(\"guest.$H\")"
rm /etc/prosody/conf.d/guest.cfg.lua
