# Prints how long the opening of the literal at byte offset is, when that literal is the value of an authentication option and reads from.
FNR == 1 { lex_begin() }
!broken { lex_line($0, FNR == 1) }
END {
	if (!broken) lex_end()
	if (!broken) mask()
	if (broken) exit
	for (i = 1; i <= tokens && at < offset; i++) at += length(text[i])
	head = substr(text[i], 1, 1) == "[" ? index(substr(text[i], 2), "[") + 1 : 1
	if (at == offset + 0 && kind[i] == "s" && role[i] == "authentication" && substr(text[i], head + 1, length(text[i]) - 2 * head) == from) print head
}
