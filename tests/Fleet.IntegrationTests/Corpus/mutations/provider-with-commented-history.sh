# A line that keeps in comments what it once said, as seen in the wild.
# finds: critical access-mode provider
# files: rewritten
in_section 's/authentication = "internal_hashed"/authentication = "jitsi-anonymous" -- "internal_hashed" -- "token"/'
