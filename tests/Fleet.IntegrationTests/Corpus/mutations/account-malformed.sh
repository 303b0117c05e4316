# finds: high user-credential alice
echo 'return { ["salt"] = ' | swap "$ACCOUNTS/alice.dat"
