# Row 9: anybody may make an account.
# finds: critical registration-open registration
# left: critical registration-open registration
# files: kept
# releases: bullseye bookworm trixie
# verdict: open
# verdict-left: open
in_section 's/^\( *\)authentication = .*/&\n\1allow_registration = true\n\1registration_invite_only = false/'
