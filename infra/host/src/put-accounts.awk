# Lines "= FILE" name the account files that are there; then the changes. Writes those that differ into the directory stage, or, with
# check=1 and inside of it, names those that read back as they should.
$1 == "=" { there[$2] = 1; next }
{
	salt = decoded($6); wanted = "scram " $5 " " encoded_word(salt) " " $7 " " $8 " no"
	if (check) { if (record($3 ".dat", 0) == wanted) print $1, $3; next }
	if (($3 ".dat") in there && record($3 ".dat", 0) == wanted) { print "step", $1, "unchanged - -"; next }
	file = stage $3 ".dat"
	printf "return {\n\t[\"iteration_count\"] = %d;\n\t[\"salt\"] = \"%s\";\n\t[\"server_key\"] = \"%s\";\n\t[\"stored_key\"] = \"%s\";\n};\n", $5, quoted(salt), $8, $7 >file
	close(file)
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
