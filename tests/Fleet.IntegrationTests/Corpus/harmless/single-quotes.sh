in_section "s/authentication = \"internal_hashed\"/authentication='internal_hashed';/"
