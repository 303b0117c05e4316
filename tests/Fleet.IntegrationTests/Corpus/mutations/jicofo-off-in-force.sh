# Somebody switched it off and restarted it.
# finds: medium jicofo-auth jicofo
# finds: medium jicofo-auth jicofo-in-force
# left: medium jicofo-auth jicofo-in-force
jicofo_without_login
restart jicofo
# undo
restart jicofo
