# finds: critical registration-open registration
# left: critical registration-open registration
# files: kept
# verdict: open
# verdict-left: open
sed -i 's/^allow_registration = .*//; s/^authentication = /allow_registration = true\nregistration_invite_only = false\n&/' "$MAIN"
