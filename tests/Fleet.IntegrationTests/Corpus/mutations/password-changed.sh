# As a user may, in-band: told, and left to the operator.
# finds: high user-credential alice
# left: high user-credential alice
# files: kept
# releases: bullseye bookworm trixie
account alice another
