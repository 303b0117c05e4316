# Mode a: anybody may make Jicofo allocate a conference, though nobody can join it. In place, Jicofo is not restarted for it.
# finds: medium jicofo-auth jicofo
jicofo_without_login
