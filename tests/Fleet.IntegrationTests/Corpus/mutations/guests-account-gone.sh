# mode: guests
# finds: high user-missing alice
rm "$ACCOUNTS/alice.dat"
