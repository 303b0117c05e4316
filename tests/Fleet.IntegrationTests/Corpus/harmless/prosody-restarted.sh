# shows: cat /run/prosody/prosody.pid
restart prosody
