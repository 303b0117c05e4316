# Row 7: the page connects to a host that isn't served, nobody gets in.
# finds: critical anonymous-domain config.js
# files: rewritten
# verdict: locked-login-not-proven
sed -i "s#// anonymousdomain: .*#anonymousdomain: 'guest.$H',#" "$CONFIG_JS"
