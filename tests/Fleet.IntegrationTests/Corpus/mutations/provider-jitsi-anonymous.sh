# Somebody opens the host in its file and does not restart Prosody: jitsi.md 6.2 row 1.
# finds: critical access-mode provider
# releases: bullseye bookworm trixie
# verdict@bullseye: locked-login-not-proven
# finds@bullseye: critical access-mode provider
provider jitsi-anonymous
