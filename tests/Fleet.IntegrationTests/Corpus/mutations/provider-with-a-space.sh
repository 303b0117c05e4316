# A provider that does not exist: after the next restart nobody can log in.
# finds: high unsupported provider
# left: high unsupported provider
# restarted: high unsupported provider
# restarted: critical not-in-force provider
# files: kept
# restarted: medium undetermined sessions
# verdict-restarted: locked-login-not-proven
provider 'internal_hashed '
