# mode: guests
# files: rewritten
# finds: high anonymous-domain config.js
sed -i "s/^\( *\)anonymousdomain: .*/\1anonymousdomain: 'guest.example.com',/" "$CONFIG_JS"
