# docker-jitsi-meet#707: authentication was asked for, and the files and Prosody still let anybody in.
# finds: critical access-mode provider
# finds: critical not-in-force provider
# finds: critical open-from-outside domain
# verdict: open
# releases: bullseye bookworm trixie
# finds@bullseye: critical access-mode provider
# finds@bullseye: critical open-from-outside domain
provider jitsi-anonymous
restart prosody
