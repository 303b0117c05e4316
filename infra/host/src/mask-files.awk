# Prints, for each file given as head=... size=... PATH, its line of the reply and its masked content.

FNR == 1 { if (path != "") print_file(); path = FILENAME; wanted = size; line = head; seen = 0; lex_begin() }
{ seen += length($0) + 1; if (!broken) lex_line($0, FNR == 1) }
END { if (path != "") print_file() }

# A size other than the one seen before means bytes that this awk dropped, or a file written meanwhile: not what was hashed.
function print_file(    i, out) {
	if (!broken) lex_end()
	if (seen != wanted && seen != wanted + 1) broken = 1
	if (!broken) mask()
	if (broken) { print line " unreadable 0"; return }
	out = ""
	for (i = 1; i <= tokens; i++) out = out shown[i]
	sub(/\n$/, "", out)
	print_content(out, seen == wanted)
}

function print_content(out, ended,    n, i, part) {
	n = split(out, part, "\n")
	if (ended) part[++n] = ""
	else if (n == 0) part[n = 1] = ""
	print line " masked " n
	for (i = 1; i <= n; i++) print "|" encoded(part[i])
}
