# Somebody set up JWT: recognised, told, never rewritten.
# finds: high unsupported provider
# left: high unsupported provider
# files: kept
# restarted: high unsupported provider
# restarted: critical not-in-force provider
# verdict-restarted: locked-login-not-proven
# restarted: medium undetermined sessions
# finds: high jicofo-auth jicofo
# left: high jicofo-auth jicofo
# restarted: high jicofo-auth jicofo
provider token
in_section 's/--app_/app_/'
