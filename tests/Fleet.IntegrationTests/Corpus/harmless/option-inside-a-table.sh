in_section 's/^\( *\)authentication = /\1widget = { authentication = "anonymous" }\n&/'
