# finds: high undetermined accounts
# verdict: locked-login-not-proven
# left: high undetermined accounts
# verdict-left: locked-login-not-proven
# files: kept
chown root: "$ACCOUNTS"
chmod 700 "$ACCOUNTS"
