# mode: guests
# finds: high guest-host guest-host-in-force
# verdict: locked-login-not-proven
in_prosody "host:deactivate(\"guest.$H\")"
