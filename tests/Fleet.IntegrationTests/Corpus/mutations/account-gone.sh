# Row 8.
# finds: high user-missing alice
# releases: bullseye bookworm trixie
rm "$ACCOUNTS/alice.dat"
