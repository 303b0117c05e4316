# finds: critical access-mode provider
# files: rewritten
in_section 's/authentication = "internal_hashed"/c2s_require_encryption = false authentication = "jitsi-anonymous" foo = "authentication"/'
