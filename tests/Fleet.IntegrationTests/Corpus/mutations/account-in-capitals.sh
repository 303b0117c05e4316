# Listed by Prosody, and nobody can ever log in to it.
# finds: info user-unknown Upper
# left: info user-unknown Upper
# files: kept
cp -p "$ACCOUNTS/alice.dat" "$ACCOUNTS/Upper.dat"
