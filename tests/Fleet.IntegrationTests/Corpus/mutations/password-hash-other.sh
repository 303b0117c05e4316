# Every account is of the wrong hash at once. New verifiers are the control plane's to make; until then nobody can log in after a restart.
# finds: high user-credential alice
# finds: high user-credential bob
# left: high user-credential alice
# left: high user-credential bob
# files: kept
# restarted: high user-credential alice
# restarted: high user-credential bob
# restarted: critical login-refused fleet-probe
# verdict-restarted: locked-login-not-proven
in_section 's/^\( *\)authentication = .*/&\n\1password_hash = "SHA-256"/'
