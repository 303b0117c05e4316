# docker-jitsi-meet#268: who has no token may open rooms, too.
# finds: high unsupported provider
# finds: high empty-token tokens
# left: high unsupported provider
# left: high empty-token tokens
# files: kept
# finds: high jicofo-auth jicofo
# left: high jicofo-auth jicofo
# restarted: high unsupported provider
# restarted: high empty-token tokens
# restarted: high jicofo-auth jicofo
# restarted: critical not-in-force provider
# restarted: medium undetermined sessions
# restarted: critical open-from-outside domain
# verdict-restarted: open
in_section 's/^\( *\)authentication = "internal_hashed".*/\1authentication = "token"\n\1app_id = "x"\n\1app_secret = "y"\n\1allow_empty_token = true/'
