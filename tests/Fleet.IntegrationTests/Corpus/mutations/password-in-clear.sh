# finds: high user-credential alice
echo 'return { ["password"] = "oh"; };' | swap "$ACCOUNTS/alice.dat"
