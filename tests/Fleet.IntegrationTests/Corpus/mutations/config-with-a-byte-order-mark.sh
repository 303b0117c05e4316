# finds: high config-invalid config
# finds: high unsupported provider
# left: high config-invalid config
# left: high unsupported provider
# files: kept
# verdict: unknown
# verdict-left: unknown
# restart: no
# finds: high unsupported storage
# finds: high undetermined guest-host
# finds: medium undetermined registration
# left: high unsupported storage
# left: high undetermined guest-host
# left: medium undetermined registration
{ printf '\357\273\277'; cat "$AVAIL"; } | swap "$AVAIL"
