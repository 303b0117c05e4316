# finds: critical not-in-force provider
# finds: critical open-from-outside domain
# verdict: open
in_force anonymous
