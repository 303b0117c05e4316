# No line of its own any more, and a global one that opens; every other host without a line is open with it.
# finds: critical access-mode provider
# finds: critical guest-host localhost
# left: critical access-mode provider
# left: critical guest-host localhost
# restarted: critical access-mode provider
# restarted: critical not-in-force provider
# restarted: critical guest-host localhost
# restarted: critical guest-host guests
# restarted: critical open-from-outside domain
# verdict-restarted: open
# files: kept
in_section 's/^\( *\)authentication = /\1-- authentication = /'
sed -i 's/^authentication = .*/authentication = "jitsi-anonymous"/' "$MAIN"
