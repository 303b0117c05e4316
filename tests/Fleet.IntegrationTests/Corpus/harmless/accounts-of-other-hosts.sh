# shows: ls "/var/lib/prosody/auth%2e${STORE##*/}/accounts"
printf 'x\nx\n' | prosodyctl register jibri "auth.$H" >/dev/null
