# mode: guests
# Row 7, and 2.3: safe, and every guest is asked to log in.
# finds: medium anonymous-domain config.js
# files: rewritten
sed -i "s/^\( *\)anonymousdomain: /\1\/\/ anonymousdomain: /" "$CONFIG_JS"
