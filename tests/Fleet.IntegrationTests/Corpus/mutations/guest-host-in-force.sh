# Row 5, mode a. Jicofo's authentication keeps guests from opening rooms, but nobody was to come in without login.
# finds: critical guest-host guest-host
# finds: critical guest-host guest-host-in-force
# finds: critical open-from-outside guests
# finds@bullseye: critical guest-host guest-host
# finds@bullseye: critical open-from-outside guests
# releases: bullseye bookworm trixie
# files: rewritten
# left@bullseye: critical open-from-outside guests
# restarted@bullseye: nothing
guest_host /etc/prosody/conf.d/guest.cfg.lua
restart prosody
