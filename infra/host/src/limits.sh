# shellcheck shell=sh
# Where things are, and how much of anything is too much.
# shellcheck disable=SC2034  # used by the other sources
state=/var/lib/fleet-host
prosody_data=/var/lib/prosody
prosody_config=/etc/prosody
jicofo_config=/etc/jitsi/jicofo
meet_config=/etc/jitsi/meet
shell_config=/usr/local/share/fleet-host/prosodyctl.cfg.lua
[ -e "$shell_config" ] || shell_config=/usr/share/fleet-host/prosodyctl.cfg.lua # the package's
max_request=8388608
max_file=1048576
max_public=262144
max_accounts=20000
max_ledger=200
services='prosody jicofo jitsi-videobridge2 nginx'
nl='
'
