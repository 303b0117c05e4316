# Restored as root: Prosody cannot read it, alice cannot log in.
# finds: medium file-permissions account:alice
# files: restored
# finds: high user-credential alice
chown root: "$ACCOUNTS/alice.dat"
chmod 600 "$ACCOUNTS/alice.dat"
