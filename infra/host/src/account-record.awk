# Reads what a login is checked against out of an account file. Prosody writes a Lua table with its keys in any order; whatever else is in
# the file is "invalid", and a password in clear stays here.
function record(file, size,    text, line, status) {
	if (size > 16384) return "invalid"
	text = ""
	while ((status = (getline line < ("./" file))) > 0) text = text line "\n"
	close("./" file)
	if (status < 0) return "unreadable"
	return parsed(text) ? told() : "invalid"
}

function told() {
	if ("password" in field && !("stored_key" in field)) return "clear"
	if (field["iteration_count"] !~ /^[1-9][0-9]*$/ || length(field["iteration_count"]) > 9 || field["salt"] == "") return "invalid"
	if (!is_key(field["stored_key"]) || !is_key(field["server_key"]) || length(field["stored_key"]) != length(field["server_key"])) return "invalid"
	return "scram " field["iteration_count"] " " encoded_word(field["salt"]) " " field["stored_key"] " " field["server_key"] " " \
		(field["disabled"] == "true" ? "yes" : "no")
}

function is_key(s) { return (length(s) == 40 || length(s) == 64) && s !~ /[^0-9a-f]/ }

# return { ["key"] = value; ... };   with values that are strings, numbers or booleans. Leaves field[], and text_of[] what is no string.
function parsed(s,    key) {
	split("", field); split("", text_of)
	rest = s
	if (!skip("^return[ \t\r\n]*") || !skip("^[{]")) return 0
	while (!skip("^[}]")) {
		if (!skip("^[[]") || !string() || !skip("^[]]") || !skip("^=")) return 0
		key = value; text_of[key] = ""
		if (!string()) { if (!bare()) return 0; text_of[key] = value }
		field[key] = value
		if (!skip("^[;,]") && rest !~ /^[ \t\r\n]*[}]/) return 0
	}
	skip("^;")
	return rest ~ /^[ \t\r\n]*$/
}

function skip(pattern) {
	sub(/^[ \t\r\n]+/, "", rest)
	if (!match(rest, pattern)) return 0
	rest = substr(rest, RLENGTH + 1)
	return 1
}

function bare() {
	if (!match(rest, /^(true|false|[0-9][0-9.e+]*)/)) return 0
	value = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1)
	return 1
}

function string(    out, c) {
	sub(/^[ \t\r\n]+/, "", rest)
	if (substr(rest, 1, 1) != "\"") return 0
	out = ""
	for (rest = substr(rest, 2); match(rest, /["\\\n]/); ) {
		out = out substr(rest, 1, RSTART - 1)
		c = substr(rest, RSTART, 1); rest = substr(rest, RSTART + 1)
		if (c == "\"") { value = out; return 1 }
		if (c == "\n" || !match(rest, /^([0-9]+|[nrtabfv"\\\n])/)) return 0
		if (RLENGTH > 3) RLENGTH = 3
		out = out unescaped(substr(rest, 1, RLENGTH)); rest = substr(rest, RLENGTH + 1)
	}
	return 0
}

function unescaped(e) {
	# Some awks take a number that begins with 0 for an octal one.
	if (e ~ /^[0-9]/) { sub(/^0+/, "", e); return sprintf("%c", e + 0) }
	return e in escape ? escape[e] : e
}

BEGIN { escape["n"] = "\n"; escape["r"] = "\r"; escape["t"] = "\t"; escape["a"] = "\a"; escape["b"] = "\b"; escape["f"] = "\f"; escape["v"] = "\v" }
