# Bytes that would end a word or a line, as %XX. A line of content keeps its spaces.
BEGIN { for (b = 1; b < 256; b++) hex[sprintf("%c", b)] = sprintf("%%%02X", b) }

function encoded(s,    out, i, c) {
	if (s !~ /[^ !-$&-~]/) return s
	out = ""
	for (i = 1; i <= length(s); i++) { c = substr(s, i, 1); out = out (c ~ /[ !-$&-~]/ ? c : hex[c]) }
	return out
}

function encoded_word(s) {
	if (s == "") return "%"
	if (s == "-") return "%2D"
	s = encoded(s)
	gsub(/ /, "%20", s)
	return s
}
