# The same verifier, its keys in another order, as Prosody writes them at each change.
# shows: sha256sum "$ACCOUNTS/alice.dat"
# releases: bullseye bookworm trixie
{ echo 'return {'; grep '"\]' "$ACCOUNTS/alice.dat" | sort -r; echo '};'; } | swap "$ACCOUNTS/alice.dat"
