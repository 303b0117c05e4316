# finds: high unsupported provider
# left: high unsupported provider
# files: kept
# restarted: high unsupported provider
# restarted: critical not-in-force provider
# restarted: medium undetermined sessions
# verdict-restarted: locked-login-not-proven
provider matrix_user_verification
