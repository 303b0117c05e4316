# Row 2.3: closed, and somebody who came in before is still there.
# finds: medium old-sessions sessions
# verdict: locked-old-sessions
# left: medium old-sessions sessions
# verdict-left: locked-old-sessions
# restarted: nothing
in_force jitsi-anonymous
stay_without_login "$H"
in_prosody 'config:reload()' "module:load(\"auth_internal_hashed\", \"$H\")" "module:unload(\"auth_jitsi-anonymous\", \"$H\")"
