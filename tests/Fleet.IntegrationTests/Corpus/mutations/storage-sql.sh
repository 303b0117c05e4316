# Row 14: accounts are somewhere else.
# finds: high unsupported storage
# left: high unsupported storage
# files: kept
# restart: no
in_section 's/^\( *\)authentication = .*/&\n\1storage = "sql"/'
