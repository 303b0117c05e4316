# Prints where in a file an authentication option lets in without a login: the byte of the opening quote, and what it reads. "broken" is a file
# that this can not tell.
FNR == 1 { lex_begin() }
!broken { lex_line($0, FNR == 1) }
END {
	if (!broken) lex_end()
	if (!broken) mask()
	if (broken) { print "broken"; exit }
	for (i = 1; i <= tokens; i++) {
		if (kind[i] == "s" && role[i] == "authentication") {
			head = substr(text[i], 1, 1) == "[" ? index(substr(text[i], 2), "[") + 1 : 1
			says = substr(text[i], head + 1, length(text[i]) - 2 * head)
			if (says == "anonymous" || says == "jitsi-anonymous") print at + 0, says
		}
		at += length(text[i])
	}
}
