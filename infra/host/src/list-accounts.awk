# For each of the lines of find: one line of the reply. No account at all is one empty line.
NF {
	kind = $1 == "f" ? "regular" : $1 == "l" ? "link" : "other"
	file = $0; for (i = 1; i <= 8; i++) sub(/^[^ ]* /, "", file)
	name = file; sub(/\.dat$/, "", name)
	print "account", encoded_word(name), kind, encoded_word($2), encoded_word($3), $4, kind == "regular" ? record(file, $5) : "invalid"
}
