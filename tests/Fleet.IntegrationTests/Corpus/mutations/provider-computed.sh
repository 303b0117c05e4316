# Lua that is not run here: told, never guessed, never rewritten.
# finds: high unsupported provider
# left: high unsupported provider
# files: kept
in_section 's/authentication = "internal_hashed"/authentication = os.getenv("JITSI_AUTH") or "internal_hashed"/'
