# As the Docker images write it.
# finds: critical anonymous-domain config.js
# left: critical anonymous-domain config.js
# files: kept
# verdict: locked-login-not-proven
# verdict-left: locked-login-not-proven
echo "config.hosts.anonymousdomain = 'guest.$H';" >>"$CONFIG_JS"
