# Prints, for each file given as head=... size=... PATH, its line of the reply and its masked content.

FNR == 1 { if (path != "") print_file(); path = FILENAME; wanted = size; line = head; seen = 0; lex_begin() }
{ seen += length($0) + 1; if (!broken) lex_line($0, FNR == 1) }
END { if (path != "") print_file() }

# A size other than the one seen before means bytes that this awk dropped, or a file written meanwhile: not what was hashed.
function print_file(    i, part) {
	if (!broken) lex_end()
	if (seen != wanted && seen != wanted + 1) broken = 1
	if (!broken) mask()
	if (broken) { print line " unreadable 0"; return }
	lines = 0; part = ""
	for (i = 1; i <= tokens; i++) {
		if (kind[i] != "l") { part = part shown[i]; continue }
		add_lines(part)
		part = ""
	}
	if (seen == wanted) add_lines("")
	print line " masked " lines
	for (i = 1; i <= lines; i++) print "|" encoded(out[i])
}

# A token may itself go over several lines.
function add_lines(text,    i, n, piece) {
	n = split(text, piece, "\n")
	if (n == 0) out[++lines] = ""
	for (i = 1; i <= n; i++) out[++lines] = piece[i]
}
