# enabled = false: the domain is gone at the next restart, and until then nothing tells of it.
# finds: nothing
# left: nothing
# restarted: critical not-in-force provider
# restarted: medium undetermined outside
# verdict-restarted: unknown
# files: kept
in_section 's/^\( *\)authentication = /\1enabled = false\n&/'
