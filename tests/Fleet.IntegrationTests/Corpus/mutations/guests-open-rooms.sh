# docker-jitsi-meet#231, #814, quick-jibri-installer#52: closed, a guest host, and Jicofo's authentication off: guest.H is the open door.
# finds: critical guest-host guest-host
# finds: critical guest-host guest-host-in-force
# finds: critical open-from-outside guests
# finds: medium jicofo-auth jicofo
# finds: medium jicofo-auth jicofo-in-force
# verdict: open
# left: medium jicofo-auth jicofo-in-force
# files: rewritten
guest_host /etc/prosody/conf.d/guest.cfg.lua
restart prosody
jicofo_without_login
restart jicofo
