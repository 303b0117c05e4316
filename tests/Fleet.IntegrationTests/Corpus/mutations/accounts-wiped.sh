# finds: high user-missing alice
# finds: high user-missing bob
# verdict: locked-login-not-proven
rm -r "$ACCOUNTS"
