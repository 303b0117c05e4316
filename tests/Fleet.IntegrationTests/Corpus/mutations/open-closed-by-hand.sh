# mode: open
# Somebody locked it; nobody without an account gets in.
# finds: high access-mode provider
# finds: high not-in-force provider
# finds: high login-refused domain
# verdict: locked
# releases: bookworm trixie
provider internal_hashed
restart prosody
