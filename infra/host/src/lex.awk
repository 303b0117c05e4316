# Lexes Lua far enough to tell strings, comments, numbers and names apart. A file that breaks a rule is "broken": nothing of it is shown.
# Tokens of one file: kind[i], text[i]. Kinds: n name, k keyword, d number, s string, c comment, w white space, o operator, l line end.
# Lines come without their LF; CR is a line end of its own for a comment and is kept.

function lex_begin() {
	tokens = 0; broken = 0; open_kind = ""; open_text = ""; open_end = ""; depth = 0
}

function token(k, t) {
	kind[++tokens] = k; text[tokens] = t
}

# What awk can only handle slowly, nobody wrote by hand: it ends that file, not the others.
function lex_line(line, first,    at) {
	at = 1
	if (length(line) > 16384 || length(open_text) > 65536) broken = 1
	if (first && substr(line, 1, 3) == "\357\273\277") { token("w", substr(line, 1, 3)); at = 4 }
	if (open_kind != "") at = lex_reopened(line)
	while (!broken && at <= length(line)) at = lex_next(line, at)
	if (open_kind != "") open_text = open_text "\n"; else token("l", "\n")
}

function lex_end() {
	if (open_kind != "" || depth != 0) broken = 1
}

# Only a window of the line is matched, so that a line of a megabyte costs no more than its length.
function lex_next(line, at,    w, c, two) {
	w = substr(line, at, 80); c = substr(w, 1, 1); two = substr(w, 1, 2)
	if (match(w, /^[ \t\r\f\v]+/)) return lex_take("w", w, at)
	if (match(w, /^[A-Za-z_][A-Za-z0-9_]*/)) return lex_take(substr(w, 1, RLENGTH) in keyword ? "k" : "n", w, at)
	if (two == "--") return lex_comment(line, at, w)
	if (match(w, /^\[=*\[/)) return lex_long(line, at, "s", RLENGTH, RLENGTH - 2)
	if (c == "\"" || c == "\047") return lex_short(line, at, c, "")
	if (match(w, /^\.?[0-9]([eEpP][-+]|[0-9A-Za-z_.])*/)) return lex_take("d", w, at)
	for (RLENGTH = 3; RLENGTH > 0; RLENGTH--) if (substr(w, 1, RLENGTH) in operator) return lex_operator(w, at)
	broken = 1
	return at
}

function lex_take(k, w, at) {
	if (RLENGTH >= 80 && k != "w") broken = 1
	token(k, substr(w, 1, RLENGTH))
	return at + RLENGTH
}

function lex_operator(w, at,    o) {
	o = substr(w, 1, RLENGTH)
	if (o in closing) bracket[++depth] = o
	else if (o in opening && (depth == 0 || bracket[depth--] != opening[o])) broken = 1
	return lex_take("o", w, at)
}

function lex_comment(line, at, w,    rest) {
	rest = substr(w, 3)
	if (match(rest, /^\[=*\[/)) return lex_long(line, at, "c", RLENGTH + 2, RLENGTH - 2)
	rest = substr(line, at)
	match(rest, /^[^\r]*/)
	token("c", substr(rest, 1, RLENGTH))
	return at + RLENGTH
}

function lex_long(line, at, k, head, level,    i, rest, end) {
	end = "]"; for (i = 0; i < level; i++) end = end "="
	end = end "]"
	open_kind = k; open_end = end; open_text = substr(line, at, head)
	return lex_close(line, at + head)
}

function lex_close(line, at,    rest, found) {
	rest = substr(line, at)
	found = index(rest, open_end)
	if (!found) { open_text = open_text rest; return length(line) + 1 }
	token(open_kind, open_text substr(rest, 1, found - 1 + length(open_end)))
	open_kind = ""
	return at + found - 1 + length(open_end)
}

# A short string goes on over a line end only when that is escaped, or inside of the white space that \z skips.
function lex_short(line, at, quote, before,    i, c, after) {
	i = before == "" ? at + 1 : at
	for (;;) {
		if (!match(substr(line, i, 200), /["\047\\\r]/)) {
			if (length(line) - i < 200) { broken = 1; return at }
			i += 200
			continue
		}
		i += RSTART - 1; c = substr(line, i, 1)
		if (c == quote) { token("s", before substr(line, at, i - at + 1)); return i + 1 }
		if (c == "\r") { broken = 1; return at }
		if (c != "\\") { i++; continue }
		after = substr(line, i + 1)
		if (after == "" || after == "\r") return lex_leave(line, at, quote, before, "q")
		if (after ~ /^z[ \t\r\f\v]*$/) return lex_leave(line, at, quote, before, "z")
		i += 2
	}
}

function lex_leave(line, at, quote, before, how) {
	open_kind = how; open_end = quote; open_text = before substr(line, at)
	return length(line) + 1
}

function lex_reopened(line,    at, k, before) {
	if (open_kind == "s" || open_kind == "c") return lex_close(line, 1)
	k = open_kind; at = 1
	if (k == "z") { match(line, /^[ \t\r\f\v]*/); at = RLENGTH + 1 }
	if (k == "z" && at > length(line)) { open_text = open_text line; return at }
	before = open_text substr(line, 1, at - 1); open_kind = ""
	return lex_short(line, at, open_end, before)
}

function lex_init() {
	words("and break do else elseif end false for function goto if in local nil not or repeat return then true until while", keyword)
	words("... .. == ~= <= >= << >> // :: + - * / % ^ # & ~ | < > = ( ) { } [ ] ; : , .", operator)
	closing["("] = ")"; closing["{"] = "}"; closing["["] = "]"
	opening[")"] = "("; opening["}"] = "{"; opening["]"] = "["
}

function words(list, set,    i, n, part) {
	n = split(list, part, " ")
	for (i = 1; i <= n; i++) set[part[i]] = 1
}
