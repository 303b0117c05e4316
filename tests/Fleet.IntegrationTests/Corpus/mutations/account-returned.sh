# Revoked, and there again from somebody's backup.
# finds: critical user-returned mallory
# releases: bullseye bookworm trixie
account mallory x
