# It runs, and would not after a boot.
# finds: medium service-down prosody
# left: medium service-down prosody
# files: kept
update-rc.d prosody disable
# undo
update-rc.d prosody enable
