# finds: critical access-mode provider
# files: rewritten
in_section "s/authentication = \"internal_hashed\"/authentication='jitsi-anonymous';/"
