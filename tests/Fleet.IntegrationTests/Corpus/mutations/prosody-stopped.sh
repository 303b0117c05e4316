# Row 11.
# finds: critical service-down prosody
# verdict: unknown
# releases: bullseye bookworm trixie
# finds: medium undetermined outside
# finds@bullseye: critical service-down prosody
# finds@bullseye: medium undetermined outside
# finds@bullseye: not medium exposed-port port 5280
# finds@bullseye: not high undetermined in-force
service prosody stop >/dev/null
