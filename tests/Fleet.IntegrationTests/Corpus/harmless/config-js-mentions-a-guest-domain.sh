echo "/* hosts: { anonymousdomain: 'guest.$H' } */ var note = \"config.hosts.anonymousdomain = 'guest.$H';\";" >>"$CONFIG_JS"
