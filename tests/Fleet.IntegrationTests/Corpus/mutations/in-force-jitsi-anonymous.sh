# Row 2: the file is right and Prosody is not, because somebody reloaded and thought that this is enough.
# finds: critical not-in-force provider
# finds: critical open-from-outside domain
# verdict: open
# releases: bookworm trixie
in_force jitsi-anonymous
