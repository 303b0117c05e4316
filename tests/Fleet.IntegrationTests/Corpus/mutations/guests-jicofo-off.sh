# mode: guests
# Row 6: the files switch Jicofo's authentication off, and its next restart opens guest.H.
# finds: critical jicofo-auth jicofo
# releases: bookworm trixie
jicofo_without_login
