# A SHA-256 record cannot log in where SHA-1 is asked for.
# finds: high user-credential alice
sed 's/_key"\] = "\([0-9a-f]*\)"/_key"] = "\1000000000000000000000000"/' "$ACCOUNTS/alice.dat" | swap "$ACCOUNTS/alice.dat"
