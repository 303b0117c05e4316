# As its postinst does at each upgrade.
hocon -f "$JICOFO" set jicofo.xmpp.client.client-proxy "focus.$H" && as_jicofo
restart jicofo
