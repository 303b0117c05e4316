# mode: open
# finds: medium registration-open registration
# left: medium registration-open registration
# files: kept
in_section 's/^\( *\)authentication = .*/&\n\1allow_registration = true\n\1registration_invite_only = false/'
