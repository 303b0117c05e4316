restart prosody
