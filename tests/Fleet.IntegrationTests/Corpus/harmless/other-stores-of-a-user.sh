# shows: find "$STORE" -type f
install -d -o prosody -g prosody -m 750 "$STORE/roster" "$STORE/account_details"
echo 'return { [false] = { version = 1 } };' >"$STORE/roster/alice.dat"
chown prosody:prosody "$STORE/roster/alice.dat"
