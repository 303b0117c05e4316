in_section 's/^\( *\)authentication = /\1-- authentication = "jitsi-anonymous"\n&/'
