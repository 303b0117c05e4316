# finds: critical service-down prosody
# finds: critical access-mode provider
# verdict: unknown
# finds: medium undetermined outside
service prosody stop >/dev/null
provider jitsi-anonymous
