# Lines "= FILE" name the account files that are there; then the changes. Writes those that differ into the directory stage, or, with
# check=1 and inside of it, names those that read back as they should. stamps: this Prosody keeps in an account when it was made and changed.
$1 == "=" { there[$2] = 1; next }
{
	file = $3 ".dat"; told_now = ""
	split("", field); split("", text_of)
	if (check || file in there) told_now = record(file, 0)
	if ($2 == "put-account") put(); else mark($2 == "disable-account" ? "yes" : "no")
}

function put(    salt, made) {
	salt = decoded($6)
	if (told_now == "scram " $5 " " encoded_word(salt) " " $7 " " $8 " no") { same(); return }
	if (check) return
	made = text_of["created"]
	split("", field); split("", text_of)
	text_of["iteration_count"] = $5; field["salt"] = salt; field["server_key"] = $8; field["stored_key"] = $7
	if (made == "" && stamps) made = now
	if (made != "") text_of["created"] = made
	write()
}

# Nothing else of the account changes, whatever it says.
function mark(disabled) {
	if (disabled == "yes" && !stamps && !check) { print "step", $1, "failed not-supported -"; return }
	if (told_now !~ /^scram /) { if (!check) print "step", $1, "failed", told_now == "" ? "no-account -" : "not-a-record -"; return }
	if (told_now ~ (" " disabled "$")) { same(); return }
	if (check) return
	delete field["disabled"]; delete text_of["disabled"]
	if (disabled == "yes") text_of["disabled"] = "true"
	write()
}

function same() { if (check) print $1, $3; else print "step", $1, "unchanged - -" }

function write(    key, out) {
	if (stamps) text_of["updated"] = now
	out = stage file
	printf "return {\n" >out
	for (key in text_of) if (text_of[key] != "") printf "\t[\"%s\"] = %s;\n", quoted(key), text_of[key] >out
	for (key in field) if (text_of[key] == "") printf "\t[\"%s\"] = \"%s\";\n", quoted(key), quoted(field[key]) >out
	printf "};\n" >out
	close(out)
}

function decoded(s,    out) {
	out = ""
	while (match(s, /%[0-9A-F][0-9A-F]/)) {
		out = out substr(s, 1, RSTART - 1) byte[substr(s, RSTART, 3)]
		s = substr(s, RSTART + 3)
	}
	return out s
}

function quoted(s,    out, i, c) {
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		out = out (c ~ /[A-Za-z0-9._ -]/ ? c : sprintf("\\%03d", code[c]))
	}
	return out
}

BEGIN { for (b = 1; b < 256; b++) { byte[sprintf("%%%02X", b)] = sprintf("%c", b); code[sprintf("%c", b)] = b } }
