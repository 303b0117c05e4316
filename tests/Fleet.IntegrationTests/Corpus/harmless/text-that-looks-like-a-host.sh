in_section "s/^\( *\)authentication = /\1welcome = 'VirtualHost \"guest.$H\" authentication = \"anonymous\" -- '\n&/"
