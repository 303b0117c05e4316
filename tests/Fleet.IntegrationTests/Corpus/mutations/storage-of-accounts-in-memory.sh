# finds: high unsupported storage
# left: high unsupported storage
# files: kept
# restart: no
in_section 's/^\( *\)authentication = .*/&\n\1storage = { accounts = "memory", roster = "internal" }/'
