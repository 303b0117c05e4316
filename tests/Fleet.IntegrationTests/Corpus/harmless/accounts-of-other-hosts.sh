printf 'x\nx\n' | prosodyctl register jibri "auth.$H" >/dev/null
