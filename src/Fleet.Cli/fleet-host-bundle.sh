#!/bin/sh
# Installs fleet-host on this server, for one fleet; run it as root. Repeating it changes nothing that is right already.
#   install.sh --fleet ID --key 'ssh-ed25519 AAAA...' [--key ...] [--from PATTERNS] [--takeover]
#   install.sh --remove
# --fleet     the fleet's id (fleet.public.json has it, and the key); a host of another fleet is refused without --takeover
# --key       an SSH public key of the fleet's workers; it may run fleet-host and nothing else
# --from      from where: an sshd pattern list such as 10.0.0.0/8,192.0.2.7
# `infra/host/bundle` prints this script with the program inside, for ssh host sudo sh -s -- --fleet ... (or `fleet servers prepare`).
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL
umask 022
program=/usr/local/sbin/fleet-host state=/var/lib/fleet-host sudoers=/etc/sudoers.d/fleet-host user=fleet
nl='
'

program() {
cat <<'END-OF-FLEET-HOST'
#!/bin/sh
# fleet-host: Fleet's hand on a managed Jitsi server. One request on stdin, one reply on stdout; infra/host/PROTOCOL.md has both.
# Made from infra/host/src by infra/host/build. Runs as root, through a sudoers line that allows it without arguments.
# shellcheck disable=SC2016  # awk and Lua programs stand in quotes
set -u
PATH=/usr/bin:/usr/sbin:/bin:/sbin LC_ALL=C
export PATH LC_ALL
unset ENV CDPATH HOME
umask 077
cd / || exit 1
version=0.1.0 protocol=1
# shellcheck disable=SC2016  # their own languages
account_record_awk='# Reads what a login is checked against out of an account file. Prosody writes a Lua table with its keys in any order; whatever else is in
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

# return { ["key"] = value; ... };   with values that are strings, numbers or booleans. Leaves field[].
function parsed(s,    key) {
	split("", field)
	rest = s
	if (!skip("^return[ \t\r\n]*") || !skip("^[{]")) return 0
	while (!skip("^[}]")) {
		if (!skip("^[[]") || !string() || !skip("^[]]") || !skip("^=")) return 0
		key = value
		if (!string() && !bare()) return 0
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
		if (c == "\n" || !match(rest, /^([0-9][0-9]?[0-9]?|[nrtabfv"\\\n])/)) return 0
		out = out unescaped(substr(rest, 1, RLENGTH)); rest = substr(rest, RLENGTH + 1)
	}
	return 0
}

function unescaped(e) {
	if (e ~ /^[0-9]/) return sprintf("%c", e + 0)
	return e in escape ? escape[e] : e
}

BEGIN { escape["n"] = "\n"; escape["r"] = "\r"; escape["t"] = "\t"; escape["a"] = "\a"; escape["b"] = "\b"; escape["f"] = "\f"; escape["v"] = "\v" }
'
changes_awk='# Checks every line of an apply before any is made, and prints them decoded where that is safe. Prints "bad N" at the first that is
# not as PROTOCOL.md has it: a number out of order, an unknown kind, a word of another shape, a user named twice.
{
	if ($1 != "change" || $2 != NR || NF < 4) bad()
	kind = $3
	if (kind == "set-provider") { need(8); path($4); hash($5); number($6); provider($7); provider($8) }
	else if (kind == "link-config") { need(4); if ($4 != "-") hash($4) }
	else if (kind == "put-account") { need(9); user($4); verifier() }
	else if (kind == "remove-account") { need(4); user($4) }
	else if (kind == "fix-account-permissions") { need(4); if ($4 != "-") name($4) }
	else if (kind == "fix-config-permissions") { need(4); path($4) }
	else if (kind == "start-service") { need(4); if ($4 !~ /^(prosody|jicofo|jitsi-videobridge2|nginx)$/) bad() }
	else if (kind == "close-sessions") { need(4); if ($4 != "-") name($4) }
	else bad()
	line = kind
	for (i = 4; i <= NF; i++) line = line " " $i
	print NR, line
}

function bad() { print "bad " NR; failed = 1; exit }
function need(n) { if (NF != n) bad() }
function number(s) { if (s !~ /^(0|[1-9][0-9]*)$/ || length(s) > 9) bad() }
function hash(s) { if (length(s) != 64 || s ~ /[^0-9a-f]/) bad() }
function provider(s) { if (s !~ /^(anonymous|jitsi-anonymous|internal_hashed)$/) bad() }

function path(s) {
	if (s ~ /\.\./ || length(s) > 255) bad()
	if (s != "/etc/prosody/prosody.cfg.lua" && s !~ /^\/etc\/prosody\/conf\.(d|avail)\/[A-Za-z0-9._-]+\.cfg\.lua$/) bad()
}

# The name of a file as Prosody makes it; the wire puts %25 for its %.
function name(s) {
	gsub(/%25/, "%", s)
	if (s !~ /^([A-Za-z0-9]|%[0-9a-f][0-9a-f])+$/ || length(s) > 200) bad()
	$4 = s
}

function user(s) {
	name(s)
	if ($4 in named) bad()
	named[$4] = 1
}

function verifier(    size) {
	if ($5 != "SHA-1" && $5 != "SHA-256") bad()
	size = $5 == "SHA-1" ? 40 : 64
	number($6)
	if ($6 < 1 || $6 > 10000000) bad()
	if ($7 == "-" || $7 !~ /^([!-$&-~]|%[0-9A-F][0-9A-F])+$/ || $7 ~ /%00/ || length($7) > 256) bad()
	if (length($8) != size || length($9) != size || $8 $9 ~ /[^0-9a-f]/) bad()
}
'
encode_awk='# Bytes that would end a word or a line, as %XX. A line of content keeps its spaces.
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
'
files_awk='# Joins what find says of each name with what it leads to: path, kind, target, owner, group, mode, size and time of change, encoded.
BEGIN { FS = "\t"; missing = split(expected, wanted, " ") }

$1 == "O" { print encoded_word(substr($0, 3)), "other - - - - - -"; next }
$1 == "S" && !($2 in self) { self[$2] = $3; leads[$2] = $4; order[++n] = $2; if ($3 == "l") links[++linked] = $2; next }
$1 == "S" { if ($3 == "l") links[++linked] = ""; next }
$1 == "L" { sub(/\..*/, "", $7); status[$2] = encoded_word($3) " " encoded_word($4) " " $5 " " $6 " " $7; next }
{ target[links[++followed]] = encoded_word($0) }

END {
	for (i = 1; i <= n; i++) if (!told_elsewhere(order[i])) print order[i], kind_of(order[i]), target_of(order[i]), status_of(order[i])
	for (i = 1; i <= missing; i++) if (!(wanted[i] in self)) print wanted[i], "missing - - - - - -"
}

function kind_of(path) {
	if (self[path] == "f") return "regular"
	if (self[path] != "l") return "other"
	return leads[path] == "f" ? "link" : leads[path] ~ /^[NL]$/ ? "dangling-link" : "other"
}

function target_of(path) { return path in target ? target[path] : "-" }
function status_of(path) { return path in status ? status[path] : "- - - - -" }

# What a link in conf.d leads to is told with the link.
function told_elsewhere(path,    link) {
	if (path !~ /\/conf\.avail\//) return 0
	for (link in target) if (target[link] == path && link ~ /\/conf\.d\//) return 1
	return 0
}
'
lex_awk='# Lexes Lua far enough to tell strings, comments, numbers and names apart. A file that breaks a rule is "broken": nothing of it is shown.
# Tokens of one file: kind[i], text[i]. Kinds: n name, k keyword, d number, s string, c comment, w white space, o operator, l line end.
# Lines come without their LF; CR is a line end of its own for a comment and is kept.

function lex_begin() {
	tokens = 0; broken = 0; open_kind = ""; open_text = ""; open_end = ""; depth = 0
}

function token(k, t) {
	kind[++tokens] = k; text[tokens] = t
}

function lex_line(line, first,    at, c) {
	at = 1
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
'
list_accounts_awk='# For each of the lines of find: one line of the reply.
{
	kind = $1 == "f" ? "regular" : $1 == "l" ? "link" : "other"
	file = $0; for (i = 1; i <= 8; i++) sub(/^[^ ]* /, "", file)
	name = file; sub(/\.dat$/, "", name)
	print "account", encoded_word(name), kind, encoded_word($2), encoded_word($3), $4, kind == "regular" ? record(file, $5) : "invalid"
}
'
mask_files_awk='# Prints, for each file given as head=... size=... PATH, its line of the reply and its masked content.

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
'
mask_awk='# Masks what lex.awk found, failing closed: what is not on the list of things to show does not leave the host. One byte stays one byte.

BEGIN {
	lex_init()
	words("authentication storage password_hash data_path plugin_paths modules_enabled", single)
	words("plugin_paths modules_enabled storage", listed)
	words("VirtualHost Component Host Include", calls)
	words("and or not in then do", continues)
	words("and or not return if while until elseif in", expects_value)
	words(") } ] ; ...", ends_statement)
	words("= , ( { . : [", after_name)
	words("local function for", declares)
}

# The tokens that mean something: sig[1..sigs] are their places, within[j] the option whose table token j stands in.
function significant(    i, k, t, stack, top, j) {
	sigs = 0; top = 0; stack[0] = ""
	for (i = 1; i <= tokens; i++) {
		k = kind[i]; t = text[i]
		if (k == "w" || k == "c" || k == "l") continue
		sig[j = ++sigs] = i
		if (k == "o" && t in opening) top--
		within[j] = stack[top]
		if (k == "o" && t in closing) stack[++top] = t == "{" ? table_of(j) : "-"
	}
}

function table_of(j) {
	return is(j - 1, "=") && is_option(j - 2) ? "{" word(j - 2) : "{"
}

function word(j) { return j >= 1 && j <= sigs ? text[sig[j]] : "" }
function sort_of(j) { return j >= 1 && j <= sigs ? kind[sig[j]] : "" }
function is(j, o) { return sort_of(j) == "o" && word(j) == o }

# A name that sets an option: not a field of something, not a local, not one of several targets.
function is_option(j) {
	if (sort_of(j) != "n" || is(j - 1, ".") || is(j - 1, ":") || word(j - 1) == "local") return 0
	return !is(j - 1, ",") || substr(within[j], 1, 1) == "{"
}

function ends_value(j) {
	return sort_of(j) == "" || sort_of(j) == "n" || is(j, ";") || is(j, ",") || is(j, "}") || (sort_of(j) == "k" && !(word(j) in continues))
}

# What a string is the value of, when that is on the list: the option or call it belongs to name.
function shown_as(j,    table) {
	table = substr(within[j], 2)
	if (is(j - 1, "(") && is(j + 1, ")") && sort_of(j - 2) == "n" && (word(j - 2) in calls) && is_option(j - 2)) return word(j - 2)
	if (sort_of(j - 1) == "n" && (word(j - 1) in calls) && is_option(j - 1) && is_end(j + 1)) return word(j - 1)
	if (!ends_value(j + 1)) return ""
	if (is(j - 1, "=") && is_option(j - 2) && (word(j - 2) in single)) return word(j - 2)
	if (!(table in listed) || substr(within[j], 1, 1) != "{") return ""
	if (is(j - 1, "{") || is(j - 1, ",") || is(j - 1, ";")) return table
	return table == "storage" && is(j - 1, "=") && sort_of(j - 2) == "n" ? table : ""
}

# After the name of a host: the next statement, its table, or (Component "x" "muc") its module, which is masked.
function is_end(j) {
	return ends_value(j) || is(j, "{") || sort_of(j) == "s"
}

function plain(value, as) {
	if (as == "Include" || as == "data_path" || as == "plugin_paths") return length(value) <= 255 && value !~ /[^A-Za-z0-9_.+*\/-]/ && value ~ /[^*]/
	if (as == "VirtualHost" || as == "Component" || as == "Host") return length(value) <= 255 && value ~ /^[A-Za-z0-9._\200-\377-]+$/
	return length(value) <= 64 && value ~ /^[A-Za-z0-9_.-]+$/
}

function row(n, c,    s) {
	for (s = c; length(s) < n; s = s s) continue
	return substr(s, 1, n)
}

function stars(n) { return row(n, "*") }

function masked_string(t, as,    head, tail) {
	head = match(t, /^\[=*\[/) ? RLENGTH : 1
	if (as != "" && plain(substr(t, head + 1, length(t) - 2 * head), as)) return t
	tail = substr(t, length(t) - head + 1)
	return substr(t, 1, head) masked_text(substr(t, head + 1, length(t) - 2 * head), head == 1) tail
}

# Line ends stay, and in a short string the backslash (or \z and its white space) that allows them.
function masked_text(t, short,    out, found) {
	out = ""
	while (short ? match(t, /\\(\r?\n|\r|z[ \t\r\f\v\n]+)/) : match(t, /[\r\n]+/)) {
		found = substr(t, RSTART, RLENGTH)
		out = out stars(RSTART - 1) found
		t = substr(t, RSTART + length(found))
	}
	return out stars(length(t))
}

function masked_comment(t,    head, tail) {
	if (match(t, /^--\[=*\[/)) {
		head = RLENGTH; tail = head - 2
		return substr(t, 1, head) masked_text(substr(t, head + 1, length(t) - head - tail), 0) substr(t, length(t) - tail + 1)
	}
	if (match(t, /-- do not delete me[ \t]*$/)) return "--" (RSTART > 2 ? stars(RSTART - 3) substr(t, RSTART) : substr(t, 3))
	return "--" stars(length(t) - 2)
}

function blanks(n, c,    s) {
	for (s = c c c c c c c c; length(s) < n; s = s s) continue
	return substr(s, 1, n)
}

# Where a value stands, a name could be a secret without its quotes.
function is_value(j,    before, at) {
	before = word(j - 1); at = substr(within[j], 1, 1)
	if (before in declares) return 0
	if (before == "." || before == ":" || at == "-") return 1
	if (at == "{") return !(is(j + 1, "=") && (before == "{" || before == "," || before == ";"))
	if (is(j - 1, ",")) return !is_target(j)
	if (sort_of(j - 1) == "k") return before in expects_value
	return sort_of(j - 1) == "o" && !(before in ends_statement)
}

# One of several names on the left of an assignment.
function is_target(j,    first) {
	for (first = j; is(first - 1, ",") && sort_of(first - 2) == "n"; first -= 2) continue
	if (first == j || is_value(first)) return 0
	while (is(j + 1, ",") && sort_of(j + 2) == "n") j += 2
	return is(j + 1, "=") || word(j + 1) == "in" || word(first - 1) == "local"
}

# A statement that begins with a name goes on as an assignment or a call; if not, this is no Lua that Prosody would load.
function is_statement(j) {
	if (within[j] != "" || is(j - 1, ",") || word(j - 1) in declares) return 1
	return sort_of(j + 1) == "s" || (sort_of(j + 1) == "o" && word(j + 1) in after_name)
}

# Leaves shown[i], the masked text of each token, and role[i], the option whose value a string is.
function mask(    j, i) {
	significant()
	for (i = 1; i <= tokens; i++) shown[i] = kind[i] == "c" ? masked_comment(text[i]) : text[i]
	for (j = 1; j <= sigs; j++) {
		i = sig[j]
		if (kind[i] == "s") shown[i] = masked_string(text[i], role[i] = shown_as(j))
		else if (kind[i] == "d") shown[i] = row(length(text[i]), "0")
		else if (kind[i] == "n" && is_value(j)) shown[i] = row(length(text[i]), "_")
		else if (kind[i] == "n" && !is_statement(j) || word(j) == "::" || word(j) == "goto") broken = 1
	}
}
'
provider_at_awk='# Prints how long the opening of the literal at byte offset is, when that literal is the value of an authentication option and reads from.
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
'
put_accounts_awk='# Lines "= FILE" name the account files that are there; then the changes. Writes those that differ into the directory stage, or, with
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
'
activate_lua='local function activated(state, code) say("activation", state, code or "-") end local function provider() return served.users and served.users.name or "null" end local function switch() 	if not served then return activated("failed", "not-served") end 	if not prosody.reload_config() then return activated("failed", "config-invalid") end 	if (config.get(H, "authentication") or "internal_hashed") ~= P then return activated("failed", "config-differs") end 	local old = provider() 	if old == P then return activated("unchanged") end 	if not own[old] and old ~= "null" then return activated("failed", "unknown-provider") end 	if mm.is_loaded(H, "auth_" .. P) then mm.unload(H, "auth_" .. P) end 	if not mm.load(H, "auth_" .. P) then return activated("failed", "not-loaded") end 	for m in pairs(own) do 		if m ~= P and mm.is_loaded(H, "auth_" .. m) then mm.unload(H, "auth_" .. m) end 	end 	clients(function (s) 		if not s.username then s.sasl_handler = nil end 	end) 	local sasl = lib "core.usermanager".get_sasl_handler(H, {}) 	local open = sasl and sasl:mechanisms()["ANONYMOUS"] and true or false 	if provider() ~= P or open ~= (P ~= "internal_hashed") then return activated("failed", "not-in-force") end 	activated("done") end switch() ' 
close_sessions_lua='local wanted, strangers, list = {}, nil, {} for u in U:gmatch("[^,]+") do 	if u == "-" then strangers = judged and 0 else wanted[name(u)] = 0 end end clients(function (s) list[#list + 1] = s end) for _, s in ipairs(list) do 	local u = s.username 	if u and (wanted[u] or strangers and not member(u)) then 		if wanted[u] then wanted[u] = wanted[u] + 1 end 		if strangers and not member(u) then strangers = strangers + 1 end 		s:close { condition = "not-authorized", text = "This server asks for a login" } 		if s.full_jid and prosody.full_sessions[s.full_jid] == s then 			s.smacks, s.resumption_token = nil, nil 			lib "core.sessionmanager".destroy_session(s, "closed") 		end 	end end for u in U:gmatch("[^,]+") do 	if u ~= "-" then say("closed", u, wanted[name(u)]) elseif strangers then say("closed", "-", strangers) end end ' 
common_lua='local function lib(n) 	local ok, m = pcall(require, "prosody." .. n) 	if ok then return m end 	return require(n) end local mm, config = lib "core.modulemanager", lib "core.configmanager" local out = {} local function word(s) 	s = tostring(s):gsub("[^%w._/:@+=~,-]", function (c) return ("%%%02X"):format(c:byte()) end) 	return s == "" and "%" or s end local function say(...) 	local t = { ... } 	for i = 1, #t do t[i] = word(t[i]) end 	out[#out + 1] = table.concat(t, " ") end local function finish() return "<" .. T .. "\n" .. table.concat(out, "\n") .. "\n" .. T .. ">" end local function clients(f) 	local seen = {} 	local function all(t) 		for _, s in pairs(t) do 			if s.host == H and not seen[s] then seen[s] = true; f(s) end 		end 	end 	all(prosody.full_sessions) 	local m = mm.get_module("*", "admin_shell") 	for _, kind in ipairs { "c2s", "bosh" } do 		if m then all(m.module:shared("/*/" .. kind .. "/sessions")) end 	end end local served = prosody.hosts[H] local own = { ["anonymous"] = true, ["jitsi-anonymous"] = true, ["internal_hashed"] = true, ["internal_plain"] = true } local judged = served and served.users and own[served.users.name] local known = {} local function member(u) 	if known[u] == nil then known[u] = (lib "core.storagemanager".open(H, "accounts"):get(u)) ~= nil end 	return known[u] end local function name(f) return (f:gsub("%%(%x%x)", function (x) return string.char(tonumber(x, 16)) end)) end ' 
observe_lua='local hosts = {} for h in pairs(prosody.hosts) do hosts[#hosts + 1] = h end table.sort(hosts) say("in-force", "known", prosody.version) for _, h in ipairs(hosts) do 	local s = prosody.hosts[h] 	say("active", h, s.type == "component" and "component" or "local", s.type == "local" and s.users and s.users.name or "-") end if served then 	local all, strange = 0, 0 	clients(function (s) 		if s.username then 			all = all + 1 			if judged and not member(s.username) then strange = strange + 1 end 		end 	end) 	say("sessions", all, judged and strange or "-") end for _, h in ipairs(hosts) do 	local muc = prosody.hosts[h].modules and prosody.hosts[h].modules.muc 	if muc and muc.all_rooms then 		local rooms, people = 0, 0 		for room in muc.all_rooms() do 			rooms = rooms + 1 			for _ in room:each_occupant() do people = people + 1 end 		end 		say("muc", h, rooms, people) 	end end ' 
# shellcheck shell=sh
# Accounts are written and removed as user prosody. Thousands cost a handful of processes: all are staged beside, checked, flushed, and
# then renamed one by one into place, so that each is always the old or the new one, whole.

put_accounts() {
	[ -n "$puts" ] || return 0
	accounts_directory
	# shellcheck disable=SC2016  # for the shell inside
	done_puts=$(printf '%s\n' "$puts" | as prosody sh -c "$put_script" sh "$directory" "$encode_awk$account_record_awk$put_accounts_awk" 2>/dev/null)
	say_steps "$puts" "$done_puts" cannot-write
}

# A change that the helper did not come to speak of has failed.
say_steps() { # CHANGES, STEPS, CODE
	steps=$steps$(printf '%s\n-\n%s\n' "$2" "$1" | awk -v code="$3" '
		$0 == "-" { rest = 1; next }
		!rest { if (NF) { print; said[$2] = 1 } next }
		!($1 in said) { print "step " $1 " failed " code " -" }')$nl
}

# In: the accounts' directory and the awk program; the changes on stdin. Out: their steps.
# shellcheck disable=SC2016
put_script='
umask 027
host=${1%/accounts} stage=${1%/accounts}/fleet-stage
for made in "$host" "$1"; do [ ! -h "$made" ] && { [ -d "$made" ] || mkdir "$made"; } || exit 1; done
cd "$1" && rm -rf "$stage" && mkdir "$stage" || exit 1
changes=$(cat)
{
	find . -maxdepth 1 -type f -name "*.dat" -size -17k -printf "= %f\n"
	printf "%s\n" "$changes"
} | awk -v stage="$stage/" "$2"
cd "$stage" || exit 1
staged=$(printf "%s\n" "$changes" | awk -v check=1 "$2")
if [ -n "$staged" ]; then
	set -- "$1" *.dat
	if [ $# -gt 50 ]; then sync -f .; else sync *.dat; fi || exit 1
	mv -f -t "$1" -- *.dat
	sync "$1"
	printf "%s\n" "$staged" | while read -r number file; do
		if [ -e "$file.dat" ]; then echo "step $number failed in-the-way -"; else echo "step $number done - -"; fi
	done
fi
cd / && rm -rf "$stage"'

# Whatever Prosody stores of a user is named after the user, in directories named after the kind. The sessions are closed with the rest.
remove_accounts() {
	[ -n "$removals" ] || return 0
	accounts_directory
	done_removals=$(printf '%s\n' "$removals" | as prosody sh -c "$remove_script" sh "${directory%/accounts}" 2>/dev/null)
	say_steps "$removals" "$done_removals" cannot-write
}

# shellcheck disable=SC2016
remove_script='
[ -e "$1" ] || exec sed "s/^\([0-9]*\) .*/step \1 unchanged - -/"
cd "$1" || exit 1
while read -r number _ user; do
	set -- ./*/"$user".*
	if [ ! -e "$1" ] && [ ! -h "$1" ]; then echo "step $number unchanged - -"; continue; fi
	rm -f -- "$@" && echo "step $number done - -"
done
sync accounts'
# shellcheck shell=sh
# The domain's accounts, read as user prosody. The digest is of names, owners, modes, sizes and times, so an unchanged set of thousands
# costs one look at each file's entry; a change makes every record be read.

say_accounts() { # the digest that the caller knows
	accounts_directory
	if [ -h "$directory" ] || [ -h "${directory%/*}" ]; then say 'accounts unreadable -'; return; fi
	if [ ! -e "$directory" ]; then say 'accounts absent -'; return; fi
	listing=$(accounts_find)
	case $listing in *'!failed'*) say 'accounts unreadable -'; return ;; esac
	digest=$(accounts_digest)
	digest=${digest%% *}
	[ -n "$digest" ] || { say 'accounts too-many -'; return; }
	if [ "$digest" = "$1" ]; then say "accounts same $digest"; return; fi
	records=$(accounts_read) || { say 'accounts unreadable -'; return; }
	say "accounts sent $digest"
	[ -z "$records" ] || say "$records"
}

accounts_directory() { # in $directory, named as Prosody does
	rest=$domain directory=
	while :; do
		part=${rest%%[.-]*} rest=${rest#"${rest%%[.-]*}"}
		directory=$directory$part
		case $rest in
		.*) directory=$directory%2e ;;
		-*) directory=$directory%2d ;;
		*) break ;;
		esac
		rest=${rest#?}
	done
	directory=$prosody_data/$directory/accounts
}

# type, owner, group, mode, size, change of content and of entry, inode, name
accounts_find() {
	{
		as prosody timeout 30 find -P "$directory" -mindepth 1 -maxdepth 1 -name '*.dat' -printf '%y %u %g %m %s %T@ %C@ %i %f\0' 2>/dev/null ||
			printf '!failed\0'
	} | tr '\n\0' '?\n' | sort -k 9
}

# A file written within the clock's last tick could change once more without a trace: the digest of such a set holds for this second only.
accounts_digest() {
	printf '%s\n' "$version" "$listing" |
		awk -v now="$now" -v max="$max_accounts" '{ print } NF >= 9 && $7 > newest { newest = $7 }
			END { if (newest >= now - 1) print now; if (NR - 1 > max) exit 1 }' | { sha256sum; }
}

accounts_read() {
	# shellcheck disable=SC2016  # for the shell inside
	as prosody timeout 60 sh -c 'cd "$1" && exec awk "$2"' sh "$directory" "$encode_awk$account_record_awk$list_accounts_awk" <<-E
		$listing
	E
}
# shellcheck shell=sh
# How the running Prosody takes up what is on disk. Whatever happens here, files stay as they are, unless Prosody does not start with them.

needs_config() { [ "$activation" != none ] || [ -n "$edits$link_change" ] || of start-service | grep -q ' prosody$'; }

# Before anything: a configuration that Prosody can't read is nothing to build on. After our changes: put back if it was us.
check_before() {
	needs_config || return 0
	check_config
	case $verdict in invalid*) refuse config-invalid "${verdict#invalid }" ;; esac
}

validate() {
	case $steps in *" done "*) [ -n "$edits$link_change" ] || return 0 ;; *) return 0 ;; esac
	check_config
	case $verdict in invalid*) ;; *) return 0 ;; esac
	restore_files
	config_failed=yes
	steps=$(printf %s "$steps" | awk -v ours=" $(printf '%s\n' "$edits" "$link_change" | awk 'NF > 2 { print $5; next } { print $1 }' | tr '\n' ' ')" '
		index(ours, " " $2 " ") { $3 = "restored"; $4 = "config-invalid" } { print }')$nl
}

start_services() {
	while read -r number service; do
		[ -n "$number" ] || continue
		if is_active "$service"; then step "$number" unchanged; continue; fi
		service_do start "$service"
		if wait_for is_active "$service"; then step "$number" "done"; else step "$number" failed did-not-start; fi
	done <<-E
		$(of start-service)
	E
	find_processes
}

is_active() {
	if [ "$init" = systemd ]; then systemctl -q is-active "$1"; else processes=''; read_processes; process_of "$1"; [ -n "$pid" ]; fi
}

# A service must not inherit the lock, nor that we ignore signals.
service_do() { # VERB NAME
	(
		trap - HUP INT PIPE TERM
		exec 9<&- </dev/null >/dev/null 2>&1
		if [ "$init" = systemd ]; then timeout 60 systemctl "$1" "$2"; else timeout 60 service "$2" "$1"; fi
	)
}

# wait_for CONDITION...: a quarter of a minute at most
wait_for() {
	waited=0
	until "$@"; do
		[ "$waited" -lt 75 ] || return 1
		sleep 0.2
		waited=$((waited + 1))
	done
}

activate() {
	in_place=''
	[ -z "$config_failed" ] || activation=skip
	case $activation in
	in-place) in_place=$activate_lua activated='failed no-answer' ;;
	restart) restart_prosody ;;
	skip) activated='skipped config-failed' ;;
	none) activated='skipped -' ;;
	esac
	tell_prosody
}

restart_prosody() {
	old_pid=$prosody_pid old_ports=$(listening)
	note 'restarting prosody' || { activated='failed cannot-write'; return; }
	service_do stop prosody
	# Debian's own script may look for a process of another name, and says that it stopped what still runs.
	if [ -n "$old_pid" ] && [ -d "/proc/$old_pid" ]; then kill -TERM "$old_pid"; wait_for has_ended "$old_pid"; fi
	service_do start prosody
	if wait_for is_up; then activated='done -'; return; fi
	find_processes
	activated='failed did-not-start'
	[ -z "$prosody_pid" ] || return
	restore_files
	[ "$restored" = restored ] || return
	service_do start prosody
	if wait_for is_up; then activated='restored did-not-start'; fi
}

has_ended() { [ ! -d "/proc/$1" ]; }

is_up() {
	find_processes
	[ -n "$prosody_pid" ] && [ "$prosody_pid" != "$old_pid" ] || return 1
	now_open=" $(listening) "
	[ "$now_open" != '  ' ] || return 1
	for port in $old_ports; do case $now_open in *" $port "*) ;; *) return 1 ;; esac; done
}

# Which of the ports for clients are open: 5222, 5280 and 5281, in the kernel's hexadecimal.
listening() { awk '$4 == "0A" { sub(/.*:/, "", $2); if ($2 ~ /^(1466|14A0|14A1)$/) print $2 }' /proc/net/tcp /proc/net/tcp6 | sort -u | tr '\n' ' '; }

# One call: switch, close sessions, and look at what is in force after it.
tell_prosody() {
	lua_provider=$provider lua_users=$(printf '%s\n' "$removals" | sed 's/.* //'; of close-sessions | sed 's/.* //')
	case $lua_users in *[!"$nl"]*) ;; *) lua_users='' ;; esac
	lua_users=$(printf %s "$lua_users" | tr '\n' ,)
	if prosody_lua "$in_place ${lua_users:+$close_sessions_lua} $observe_lua"; then
		force=${told#*"in-force "}
		report=${told%"in-force $force"} force="in-force $force"
		case $report in *activation\ *) activated=${report#*activation } activated=${activated%%"$nl"*} ;; esac
		case $activation:$force$nl in
		restart:*"active $domain local $provider$nl"* | [!r]*) ;;
		restart:*) case $activated in done*) activated='failed not-in-force' ;; esac ;;
		esac
	else
		report='' force="in-force unknown $gap"
		case $activation in in-place) activated="failed $gap" ;; esac
	fi
	count_closed
}

# How many sessions each removal and each change of the kind close-sessions ended.
count_closed() {
	steps=$(
		{
			printf '%s\n' "$report" | sed -n 's/^closed //p'
			echo -
			printf '%s\n' "$removals"
			of close-sessions | sed 's/ / close-sessions /'
			echo -
			printf %s "$steps"
		} | awk -v running="$prosody_pid" '
			$0 == "-" { part++; next }
			part == 0 { count[$1] = $2; next }
			part == 1 && NF { user[$1] = $3; if ($2 == "close-sessions") print "step", $1, closing($3); next }
			part == 2 && ($2 in user) { $5 = user[$2] in count ? count[user[$2]] : "-"; print; next }
			part == 2 { print }
			function closing(u) {
				if (u in count) return (count[u] ? "done" : "unchanged") " - " count[u]
				return running ? "failed not-closed -" : "unchanged - 0"
			}'
	)$nl
}
# shellcheck shell=sh
# One transaction: everything is read, then checked, then written down, then done, in an order in which no step leaves the host more
# open than before or after.

apply() {
	read_apply
	# From here on the caller may vanish: what was begun is finished.
	trap '' HUP INT PIPE TERM
	load_state
	now=$(date +%s)
	init_system
	read_packages
	take_lock
	check_rights
	find_processes
	dpkg_state
	[ "$dpkg" != running ] || postpone dpkg-running
	recover
	check_changes
	make_changes
	answer_apply
}

read_apply() {
	take domain; domain=$line
	take fleet; fleet=$line
	take fence; fence=$line
	take generation; generation=$line
	take correlation; correlation=$line
	take activation; activation=${line%% *} provider=${line#* }
	is_domain "$domain" || refuse bad-request domain
	is_id "$fleet" || refuse bad-request fleet
	is_number "$fence" || refuse bad-request fence
	is_number "$generation" || refuse bad-request generation
	is_id "$correlation" || refuse bad-request correlation
	case $activation:$provider in
	none:- | in-place:anonymous | in-place:jitsi-anonymous | in-place:internal_hashed) ;;
	restart:anonymous | restart:jitsi-anonymous | restart:internal_hashed) ;;
	*) refuse bad-request activation ;;
	esac
	read_changes
}

# Accounts may be thousands: they are kept apart, for one process to handle them all.
read_changes() {
	changes='' puts='' removals=''
	[ -n "$request" ] || return 0
	changes=$(printf %s "$request" | awk "$changes_awk")
	case $changes in *"bad "*) refuse bad-request "${changes##*bad }" ;; '') refuse bad-request change ;; esac
	request=
	puts=$(printf '%s\n' "$changes" | grep '^[0-9]* put-account ')
	removals=$(printf '%s\n' "$changes" | grep '^[0-9]* remove-account ')
	changes=$(printf '%s\n' "$changes" | grep -v '^[0-9]* [a-z]*-account ')
}

# The lock is held by whatever we start as well, so that a helper that outlives us is waited for; services let go of it.
take_lock() {
	[ -r "$state/lock" ] || refuse not-installed
	exec 9<"$state/lock"
	flock -w 25 9 || postpone busy
}

check_rights() {
	load_state
	[ -z "$owned_by" ] || [ "$owned_by" = "$fleet" ] || refuse other-owner "$owned_by"
	[ "$fence" -ge "$highest_fence" ] || refuse lower-fence "$highest_fence"
}

find_processes() {
	processes='' prosody_pid=''
	read_processes
	if [ "$init" = systemd ]; then
		prosody_pid=$(systemctl show -p MainPID --value prosody 2>/dev/null)
		prosody_pid=${prosody_pid#0}
	fi
	find_prosody
}

check_changes() {
	check_providers
	check_link
	check_permissions
	check_before
}

# The changes of a kind, one a line: number and words.
of() { printf '%s\n' "$changes" | sed -n "s/^\([0-9]*\) $1 /\1 /p"; }

make_changes() {
	steps='' outcome='' verdict='not-run - -' activated='skipped -' config_failed=''
	begin_journal
	put_accounts
	remove_accounts
	fix_permissions
	set_providers
	link_config
	validate
	start_services
	activate
}

step() { # NUMBER STATE [CODE [SESSIONS]]
	steps="${steps}step $1 $2 ${3:--} ${4:--}$nl"
}

answer_apply() {
	decide_outcome
	end_journal
	reply=
	say_program
	say "time $(date +%s)"
	say "outcome $outcome"
	[ -z "$recovered" ] || say "recovered $recovered"
	[ -z "$steps" ] || say "$(printf %s "$steps" | sort -n -k 2)"
	say "check $verdict"
	say "activation $activated"
	say "$force"
	say "$entry"
	send applied
}

decide_outcome() {
	code=
	case "$steps $activated " in *" restored "*) outcome=restored; return ;; esac
	case "$steps $activated " in
	*" failed "*) outcome=failed ;;
	*" done "*) outcome="done" ;;
	*) outcome=unchanged ;;
	esac
	case "$outcome:$steps $activated " in failed:*" done "*) outcome=partly ;; esac
}
# shellcheck shell=sh
# `prosodyctl check config` runs the configuration's Lua, so it runs as user prosody. Its exit code is no verdict on a Jitsi host (obsolete
# options make it 2); 1 with the text below is a configuration that Prosody would not start with. Its messages quote the
# configuration, secrets included: only the place leaves the host.

check_config() { # leaves $verdict
	answer=$(as prosody timeout 30 prosodyctl check config 2>&1)
	case $?:$answer in
	*'A problem occurred while reading the config file'*) check_place ;;
	0:* | 2:*) verdict='valid - -' ;;
	*) verdict='unknown - -' ;;
	esac
}

check_place() {
	place=${answer#*"$prosody_config/"}
	file=$prosody_config/${place%%:*} place=${place#*:}
	place=${place%%:*}
	verdict='invalid - -'
	case $file in *[!A-Za-z0-9._/-]*) return ;; esac
	if is_number "$place"; then verdict="invalid $file $place"; fi
}
# shellcheck shell=sh
# The configuration: which files there are, where they lead, whose they are, their salted hashes and masked content.

# Leaves $config_told (lines of files whose content is not told), $config_read (size, path and line of those for the masker) and
# $config_digest.
read_config() {
	listing=$(config_find | tr '\n\0' '?\n' | awk -v expected="$(expected_files)" "$encode_awk$files_awk")
	hash_config
	config_told='' config_read=''
	while read -r path kind target owner group mode size modified; do
		real=$path
		[ "$target" = - ] || real=$target
		hash_for "$real"
		content_of
		head="file $path $kind $target $owner $group $mode $size $modified $hash"
		case $content in
		masked) config_read="$config_read$size $real $head$nl" ;;
		*) config_told="$config_told$head $content 0$nl" ;;
		esac
	done <<-E
		$listing
	E
	config_digest=$(sha256sum <<-E
		$version $config_told $config_read
	E
	)
	config_digest=${config_digest%% *}
}

expected_files() {
	echo "$prosody_config/prosody.cfg.lua $prosody_config/conf.d/$domain.cfg.lua $prosody_config/conf.avail/$domain.cfg.lua" \
		"/etc/jitsi/jicofo/jicofo.conf /etc/jitsi/jicofo/sip-communicator.properties /etc/jitsi/meet/$domain-config.js"
}

# For files.awk: S lines tell of each name itself, O lines of names with odd bytes, L lines of what is found there; targets of links follow
# in the order of their S lines.
config_find() {
	# shellcheck disable=SC2046  # a list
	set -- $(expected_files) "$prosody_config/conf.d" -maxdepth 1 ! -type d
	find -P "$@" \( ! -regex '[A-Za-z0-9._/-]*' -printf 'O\t%p\0' -o -printf 'S\t%p\t%y\t%Y\0' -type l -exec realpath -mz -- '{}' + \) 2>/dev/null
	find -L "$@" -type f -printf 'L\t%p\t%u\t%g\t%m\t%s\t%T@\0' 2>/dev/null
}

content_of() { # leaves $content
	case $kind:$real in
	regular:"$prosody_config"/* | link:"$prosody_config"/*)
		if [ "$size" -gt "$max_file" ]; then content=too-big; elif [ "$hash" = - ]; then content=unreadable; else content=masked; fi
		;;
	regular:* | link:*) content=withheld ;;
	*) content=none ;;
	esac
}

# The masker reads all files in one go; should it be stopped, nothing of any is shown.
say_config() {
	reply=$reply$config_told
	set --
	while read -r size real head; do
		case $size in
		'') ;;
		0) say "$head masked 0" ;;
		*) set -- "$@" "size=$size" "head=$head" "$real" ;;
		esac
	done <<-E
		$config_read
	E
	[ $# -gt 0 ] || return 0
	if masked=$(timeout 10 awk "$encode_awk$lex_awk$mask_awk$mask_files_awk" "$@" 2>/dev/null); then
		say "$masked"
	else
		for head; do case $head in head=*) say "${head#head=} unreadable 0" ;; esac; done
	fi
}
# shellcheck shell=sh
# What the host says of itself, each from the cheapest place that tells the truth.

say_machine() {
	read -r id 2>/dev/null </etc/machine-id || :
	if is_id "${id-}"; then say "machine $id"; else say 'machine -'; fi
}

init_system() { if [ -d /run/systemd/system ]; then init=systemd; else init=sysv; fi; }

# Jitsi's packages; leaves $packages and $prosody_version.
read_packages() {
	packages='' prosody_version=''
	# shellcheck disable=SC2016  # dpkg's own format
	found=$(dpkg-query -W -f '${Package} ${Version} ${db:Status-Abbrev}\n' 'prosody*' 'jitsi-*' jicofo nginx 2>/dev/null)
	while read -r package number status; do
		case $package$status in *[!a-z0-9.+A-Z-]*) continue ;; esac
		case $number in '' | *[!A-Za-z0-9.:+~-]*) continue ;; esac
		[ -n "$status" ] || continue
		packages="${packages}package $package $number $status$nl"
		[ "$package" != prosody ] || prosody_version=$number
	done <<-E
		$found
	E
}

# One look at the kernel's lists: when it booted, who holds dpkg's locks (fcntl locks, which a shell can't try, by inode; on some file
# systems that inode is another, so apt's and dpkg's processes count as well), and the processes that may be our services.
read_processes() {
	inodes=$(stat -c %i /var/lib/dpkg/lock /var/lib/dpkg/lock-frontend 2>/dev/null)
	processes=$(grep -sHxE "btime [0-9]+|[0-9]+: POSIX .*:(${inodes%%"$nl"*}|${inodes##*"$nl"}) .*|dpkg|apt|apt-get|aptitude|unattended-upgr|lua.*|prosody|nginx|java|jicofo.*|jitsi-videobri.*" \
		/proc/stat /proc/locks /proc/[0-9]*/comm)
}

dpkg_state() { # leaves $dpkg: "pending" is told by the packages' states
	case "$nl$processes$nl" in
	*"/proc/locks:"* | */comm:dpkg"$nl"* | */comm:apt*"$nl"* | */comm:unattended-upgr"$nl"*) dpkg=running; return ;;
	esac
	case $packages in *" "[a-z][HUFWt]"$nl"* | *" "[a-z][a-zHUFW]R"$nl"*) dpkg=pending ;; *) dpkg=idle ;; esac
}
# shellcheck shell=sh
# A plain hash of a file would let its masked secrets be guessed offline: hashes leave the host salted.

# Leaves in $salted lines "hash  path" for every file of $listing that may be read, and the program's own in $program_hash. Jicofo's own directory is
# read as its owner: what stands there could lead anywhere.
hash_config() {
	owned='' jicofo=''
	while read -r path kind target _ _ _ size _; do
		real=$path
		[ "$target" = - ] || real=$target
		case $kind in regular | link) [ "$size" -le "$max_file" ] || continue ;; *) continue ;; esac
		case $real in
		/etc/jitsi/jicofo/*) jicofo="$jicofo $real" ;;
		"$prosody_config"/* | /etc/jitsi/meet/*) owned="$owned $real" ;;
		esac
	done <<-E
		$listing
	E
	# shellcheck disable=SC2086  # paths without odd bytes
	hashes=$(
		[ -z "$owned" ] || sha256sum -- $owned 2>/dev/null
		[ -z "$jicofo" ] || as jicofo timeout 5 sha256sum -- $jicofo 2>/dev/null
	)
	salted=
	while [ -n "$hashes" ]; do salt_some; done
}

# The next seven of $hashes: one sha256sum reads them from as many pipes.
salt_some() {
	some='' count=0
	while [ "$count" -lt 7 ] && [ -n "$hashes" ]; do
		some="$some ${hashes%%"$nl"*}" count=$((count + 1))
		case $hashes in *"$nl"*) hashes=${hashes#*"$nl"} ;; *) hashes= ;; esac
	done
	# shellcheck disable=SC2086  # words: hash, path, hash, path ...
	set -- $some
	keyed=$(sha256sum /dev/fd/3 /dev/fd/4 /dev/fd/5 /dev/fd/6 /dev/fd/7 /dev/fd/8 /dev/fd/9 3<<-A 4<<-B 5<<-C 6<<-D 7<<-E 8<<-F 9<<-G
		$salt ${1-}
	A
		$salt ${3-}
	B
		$salt ${5-}
	C
		$salt ${7-}
	D
		$salt ${9-}
	E
		$salt ${11-}
	F
		$salt ${13-}
	G
	)
	while [ $# -gt 0 ]; do
		salted="$salted${keyed%% *}  $2$nl"
		keyed=${keyed#*"$nl"}
		shift 2
	done
}

hash_for() { # PATH; leaves its salted hash in $hash, or "-"
	hash=-
	case $nl$salted in *"  $1$nl"*) ;; *) return ;; esac
	hash=${salted%%"  $1$nl"*}
	hash=${hash##*"$nl"}
}
# shellcheck shell=sh
# Written down before it is done, in the root-only directory: which apply, which files it puts where, by their hashes before and after.
# What a later apply finds here it settles, and touches only what these lines say was written by us.

begin_journal() {
	note "apply $fence $generation $correlation" || refuse cannot-write
	replace "$state/fence" "$fence" || { rm -f "$state/journal"; refuse cannot-write; }
}

note() { { printf '%s\n' "$1" >>"$state/journal" && sync "$state/journal"; } 2>/dev/null; }

# replace FILE LINES: whole or not at all
replace() {
	{ printf '%s\n' "$2" >"$1.new" && sync "$1.new" && mv -f "$1.new" "$1" && sync "$state"; } 2>/dev/null
}

end_journal() {
	add_to_ledger "$fence" "$generation" "$correlation" "$outcome" "${code:--}"
	forget_journal
}

forget_journal() { rm -f "$state/journal" "$state"/before.*; }

add_to_ledger() { # FENCE GENERATION CORRELATION OUTCOME CODE; leaves the entry
	sequence=0 kept=
	if [ -e "$state/ledger" ]; then
		kept=$(tail -n "$max_ledger" "$state/ledger")
		sequence=${kept##*"${nl}"}
		sequence=${sequence#ledger } sequence=${sequence%% *}
	fi
	entry="ledger $((sequence + 1)) $(date +%s) $1 $2 $3 $4 $5"
	# A full disk loses the entry, not the apply: the reply carries it too.
	replace "$state/ledger" "${kept:+$kept$nl}$entry" || :
}

file_hash() { # of PATH, unsalted: it stays here
	file_hash=$(sha256sum <"$1") 2>/dev/null || file_hash=
	file_hash=${file_hash%% *}
}
# shellcheck shell=sh
# Where things are, and how much of anything is too much.
# shellcheck disable=SC2034  # used by the other sources
state=/var/lib/fleet-host
prosody_data=/var/lib/prosody
prosody_config=/etc/prosody
max_request=8388608
max_file=1048576
max_accounts=20000
max_ledger=200
services='prosody jicofo jitsi-videobridge2 nginx'
nl='
'
# shellcheck shell=sh
# The link that makes Prosody load the domain's file. Putting it back must not change what is loaded: a regular file in its place (sed -i
# makes one) is what Prosody loads now, so it becomes the file in conf.avail first.

check_link() {
	link_change=$(of link-config)
	[ -n "$link_change" ] || return 0
	number=${link_change%% *} expected=${link_change#* }
	case $expected in *"$nl"*) refuse bad-request link-config ;; esac
	link=$prosody_config/conf.d/$domain.cfg.lua own=$prosody_config/conf.avail/$domain.cfg.lua
	if [ -h "$link" ] || [ ! -e "$link" ]; then
		[ "$expected" = - ] || refuse stale "$number"
	else
		is_safe "$link" || refuse unsafe-path "$number"
		has_hash "$link" "$expected" || refuse stale "$number"
	fi
	if [ -e "$own" ]; then is_safe "$own" || refuse unsafe-path "$number"; fi
}

link_config() {
	[ -n "$link_change" ] || return 0
	number=${link_change%% *}
	if [ -e "$link" ] && [ "$(realpath -e -- "$link")" = "$own" ]; then step "$number" unchanged; return; fi
	if [ -h "$link" ] && [ -e "$link" ]; then step "$number" failed leads-elsewhere; config_failed=yes; return; fi
	if [ -f "$link" ]; then copy_to_own || { step "$number" failed cannot-write; config_failed=yes; return; }; fi
	[ -f "$own" ] || { step "$number" failed no-target; config_failed=yes; return; }
	if make_link; then step "$number" "done"; else step "$number" failed cannot-write; config_failed=yes; fi
}

copy_to_own() {
	if cmp -s -- "$link" "$own"; then return 0; fi
	if [ -e "$own" ]; then
		# The file that was not loaded is kept for its author.
		{ cp -p -- "$own" "$state/replaced.$domain.cfg.lua" && sync "$state/replaced.$domain.cfg.lua"; } 2>/dev/null && put_file copied "$own" "$link"
	else
		beside=$prosody_config/conf.avail/.$domain.cfg.lua.fleet-new
		note "copied $own - - - $beside" && { cp -p -- "$link" "$beside" && sync "$beside" && mv -fT -- "$beside" "$own"; } 2>/dev/null
	fi
}

make_link() {
	beside=$prosody_config/conf.d/.$domain.cfg.lua.fleet-new
	if [ -f "$link" ]; then keyword=relinked; else keyword="link"; fi
	note "$keyword $link - - - $beside" || return 1
	{ ln -sfT -- "$own" "$beside" && mv -fT -- "$beside" "$link" && sync "$prosody_config/conf.d"; } 2>/dev/null
}
# shellcheck shell=sh

observe() {
	read_observe
	load_state
	now=$(date +%s)
	init_system
	read_packages
	read_processes
	read_config
	reply=
	say_program
	say "time $now"
	say_machine
	encode "$owned_by"
	say "owner $encoded"
	say "fence $highest_fence"
	say_interrupted
	say "init $init"
	dpkg_state
	say "dpkg $dpkg"
	reply=$reply$packages
	say_services
	find_prosody
	[ -z "$prosody_pid" ] || say "process $prosody_pid $prosody_started"
	say_config_or_digest
	say_accounts "$known_accounts"
	say_in_force
	say_ledger "$ledger_after"
	send observed
}

read_observe() {
	take domain; domain=$line
	take known-config; known_config=$line
	take known-accounts; known_accounts=$line
	take check-config; when_checked=$line
	take ledger-after; ledger_after=$line
	[ -z "$request" ] || refuse bad-request "${request%% *}"
	is_domain "$domain" || refuse bad-request domain
	for digest in "$known_config" "$known_accounts"; do [ "$digest" = - ] || is_hash "$digest" || refuse bad-request known; done
	case $when_checked in never | when-changed | always) ;; *) refuse bad-request check-config ;; esac
	is_number "$ledger_after" || refuse bad-request ledger-after
}

say_config_or_digest() {
	verdict='not-run - -'
	if [ "$config_digest" = "$known_config" ]; then
		say "config $config_digest same"
		[ "$when_checked" != always ] || check_config
	else
		say "config $config_digest sent"
		say_config
		[ "$when_checked" = never ] || check_config
	fi
	say "check $verdict"
}
# shellcheck shell=sh

check_permissions() {
	while read -r number path; do
		[ -z "$number" ] || is_safe "$(realpath -e -- "$path" 2>/dev/null)" || refuse unsafe-path "$number"
	done <<-E
		$(of fix-config-permissions)
	E
}

fix_permissions() {
	while read -r number path; do
		[ -n "$number" ] || continue
		real=$(realpath -e -- "$path")
		if { chown root:prosody "$real" && chmod 640 "$real"; } 2>/dev/null; then step "$number" "done"; else step "$number" failed cannot-write; fi
	done <<-E
		$(of fix-config-permissions)
	E
	accounts_directory
	while read -r number user; do
		[ -n "$number" ] || continue
		if [ "$user" = - ]; then fix_directories; else fix_account "$user"; fi
		step "$number" "$fixed" "$why"
	done <<-E
		$(of fix-account-permissions)
	E
}

fix_directories() {
	fixed="done" why=-
	for made in "${directory%/accounts}" "$directory"; do
		if [ -h "$made" ] || [ ! -d "$made" ]; then fixed=failed why=not-a-directory; return; fi
		give "$made"
		as prosody chmod 750 "$made" 2>/dev/null || { fixed=failed why=cannot-write; return; }
	done
}

fix_account() {
	fixed="done" why=-
	file=$directory/$1.dat
	if [ -h "$directory" ] || [ -h "$file" ] || [ ! -f "$file" ]; then fixed=failed why=not-a-file; return; fi
	[ "$(stat -c %h "$file")" = 1 ] || { fixed=failed why=not-a-file; return; }
	give "$file"
	as prosody chmod 640 "$file" 2>/dev/null || { fixed=failed why=cannot-write; }
}

# Only root can give a file of root's to prosody, in a directory where prosody may swap names at any time. A link is not followed; and a
# hard link to a file of somebody else's is something that this setting of the kernel keeps it from making.
give() {
	[ "$(stat -c %U "$1")" = prosody ] && return
	read -r protected </proc/sys/fs/protected_hardlinks
	[ "$protected" = 1 ] && chown -h prosody:prosody "$1" 2>/dev/null
}
# shellcheck shell=sh
# What the running Prosody says and does, in one call of its shell, as user prosody: prosodyctl loads the configuration, which is Lua.
# The programs are ours; what they are told (domain, users, provider) is checked to be plain before it is put in.

# prosody_lua PROGRAM: leaves what it reported in $told, or why there is no report in $gap.
prosody_lua() {
	told='' gap=''
	if [ -z "$prosody_pid" ]; then gap=not-running; return 1; fi
	case $prosody_version in 0.[0-9].* | 0.1[01].*) gap=no-shell; return 1 ;; esac
	answer=$(as prosody timeout 20 prosodyctl shell 2>/dev/null <<-E
		> local H, T, U, P = "$domain", "$nonce", "${lua_users-}", "${lua_provider-}" $common_lua $1 return finish()
	E
	) || { [ $? -ne 124 ] || { gap=timed-out; return 1; }; }
	case $answer in *"<$nonce$nl"*"$nl$nonce>"*) ;; *) gap=no-answer; return 1 ;; esac
	told=${answer#*"<$nonce$nl"}
	told=${told%%"$nl$nonce>"*}
	case $told in *[!A-Za-z0-9._/:@+=~,%" $nl"-]*) told='' gap=no-answer; return 1 ;; esac
}

say_in_force() {
	if prosody_lua "$observe_lua"; then say "$told"; else say "in-force unknown $gap"; fi
}
# shellcheck shell=sh
# The provider of a virtual host: one literal of a closed set for another, at a place where an `authentication` option takes its value.

# Leaves $edits: file, place in it, old and new value, number; the last of a file first, so that places stay true.
check_providers() {
	edits=
	while read -r number path hash offset from to; do
		[ -n "$number" ] || continue
		real=$path
		[ ! -h "$path" ] || real=$(realpath -e -- "$path" 2>/dev/null)
		is_safe "$real" || refuse unsafe-path "$number"
		has_hash "$real" "$hash" || refuse stale "$number"
		head=$(awk -v offset="$offset" -v from="$from" "$lex_awk$mask_awk$provider_at_awk" "$real")
		is_number "$head" || refuse not-a-provider "$number"
		case $nl$edits in *"$nl$real $((offset + head)) "*) refuse bad-request "$number" ;; esac
		edits="$edits$real $((offset + head)) $from $to $number$nl"
	done <<-E
		$(of set-provider)
	E
	[ -z "$edits" ] || edits=$(printf %s "$edits" | sort -k 1,1 -k 2,2nr)
}

has_hash() { # REAL SALTED
	file_hash "$1"
	salted_hash=$(printf '%s %s\n' "$salt" "$file_hash" | sha256sum)
	[ "${salted_hash%% *}" = "$2" ]
}

set_providers() {
	[ -n "$edits" ] || return 0
	current='' numbers=''
	while read -r real place from to number; do
		if [ "$real" != "$current" ]; then
			put_edited
			current=$real
			cat -- "$real" >"$state/edited" 2>/dev/null || current=
		fi
		numbers="$numbers $number"
		{
			head -c "$place" "$state/edited"
			printf %s "$to"
			tail -c "+$((place + ${#from} + 1))" "$state/edited"
		} >"$state/edited.new" 2>/dev/null && mv -f "$state/edited.new" "$state/edited" || current=
	done <<-E
		$edits
	E
	put_edited
	rm -f "$state/edited" "$state/edited.new"
}

put_edited() {
	[ -n "$numbers" ] || return 0
	if [ -n "$current" ] && put_file file "$current" "$state/edited"; then result="done" why=-; else result=failed why=cannot-write config_failed=yes; fi
	for number in $numbers; do step "$number" "$result" "$why"; done
	numbers=
}
# shellcheck shell=sh
# An apply that was ended in the middle left a journal. Its unfinished files go; what it had put in place stays, unless Prosody can't read
# it; what it had stopped is started; and the ledger gets the entry that it could not write.

recover() { # leaves $recovered
	recovered=''
	[ -e "$state/journal" ] || return 0
	read -r _ old_fence old_generation old_correlation <"$state/journal"
	remove_unfinished
	done_recovery=nothing
	if grep -qE '^(file|link) ' "$state/journal"; then
		done_recovery=kept
		check_config
		case $verdict in invalid*) restore_files; done_recovery=$restored ;; esac
	fi
	if grep -qx 'restarting prosody' "$state/journal" && [ -z "$prosody_pid" ]; then
		service_do start prosody
		wait_for is_active prosody
		find_processes
	fi
	# A journal cut by a full disk has no such line.
	if is_number "${old_fence:-}" && is_number "${old_generation:-}" && is_id "${old_correlation:-}"; then
		add_to_ledger "$old_fence" "$old_generation" "$old_correlation" interrupted "$done_recovery"
		recovered="$old_correlation $done_recovery"
	fi
	forget_journal
}

remove_unfinished() {
	while read -r keyword _ _ _ _ beside; do
		case $keyword:$beside in
		file:/etc/prosody/*.fleet-new | copied:/etc/prosody/*.fleet-new | link:/etc/prosody/*.fleet-new | relinked:/etc/prosody/*.fleet-new) rm -f -- "$beside" ;;
		esac
	done <"$state/journal"
	rm -f "$state"/*.new "$state/edited"
}
# shellcheck shell=sh
# A file of the configuration is replaced by a rename of one that was written beside it and flushed. All its directories are root's, so
# nobody else can have put a link there.

# is_safe REAL: a regular file of Prosody's configuration, in directories that only root writes
is_safe() {
	case $1 in "$prosody_config"/*.cfg.lua) ;; *) return 1 ;; esac
	case $1 in *..* | *[!A-Za-z0-9._/-]*) return 1 ;; esac
	[ -f "$1" ] && [ ! -h "$1" ] || return 1
	safe=${1%/*}
	while [ -n "$safe" ]; do
		case $(stat -c '%u:%A' "$safe") in 0:d????-??-? | 0:d????-??-?[tT]) ;; *) return 1 ;; esac
		safe=${safe%/*}
	done
}

# put_file KEYWORD REAL CONTENT-FILE: with the owner and mode that it had; the journal knows both hashes and where the old one is
put_file() {
	beside=${2%/*}/.${2##*/}.fleet-new kept=$state/before.${2##*/}
	file_hash "$2"; old=$file_hash
	file_hash "$3"; new=$file_hash
	[ -n "$old" ] && [ -n "$new" ] || return 1
	{ cp -p -- "$2" "$kept" && sync "$kept"; } 2>/dev/null || return 1
	note "$1 $2 $old $new $kept $beside" || return 1
	write_beside "$2" "$3" "$new" || { rm -f -- "$beside"; return 1; }
	mv -fT -- "$beside" "$2" 2>/dev/null || { rm -f -- "$beside"; return 1; }
	sync "${2%/*}"
}

write_beside() { # REAL CONTENT-FILE HASH
	{ cp -p -- "$1" "$beside" && cat -- "$2" >"$beside" && sync "$beside"; } 2>/dev/null || return 1
	file_hash "$beside"
	[ "$file_hash" = "$3" ]
}

# Puts back every file that still is what this journal says we made of it.
restore_files() {
	restored=nothing
	[ -e "$state/journal" ] || return 0
	while read -r keyword real _ new kept beside; do
		case $keyword in
		file)
			file_hash "$real"
			[ "$file_hash" = "$new" ] || continue
			{ cp -p -- "$kept" "$beside" && sync "$beside" && mv -fT -- "$beside" "$real"; } 2>/dev/null && restored=restored
			;;
		link)
			if [ -h "$real" ]; then rm -f -- "$real" && restored=restored; fi
			;;
		esac
	done <"$state/journal"
}
# shellcheck shell=sh

say_services() {
	if [ "$init" = systemd ]; then say_units; else for service in $services; do say_script "$service"; done; fi
}

say_units() {
	unit='' load='' active='' sub='' enabled='' restarts=''
	while IFS='=' read -r key value; do
		case $value in *[!a-z0-9.-]*) continue ;; esac
		case $key in
		Id) unit=${value%.service} ;;
		LoadState) load=$value ;;
		ActiveState) active=$value ;;
		SubState) sub=$value ;;
		UnitFileState) enabled=$value ;;
		NRestarts) restarts=$value ;;
		MainPID) [ "$unit" != prosody ] || prosody_pid=${value#0} ;;
		'')
			[ "$load" = loaded ] || active=$load
			[ -z "$unit" ] || say "service $unit ${active:--} ${sub:--} ${enabled:--} ${restarts:--}"
			unit=''
			;;
		esac
	done <<-E
		$(systemd_units)

	E
}

systemd_units() {
	# shellcheck disable=SC2086  # a list
	timeout 10 systemctl show -p Id -p LoadState -p ActiveState -p SubState -p UnitFileState -p NRestarts -p MainPID -- $services
}

say_script() {
	if [ ! -e "/etc/init.d/$1" ]; then say "service $1 not-found - - -"; return; fi
	enabled=disabled
	for link in /etc/rc[2-5].d/S[0-9][0-9]"$1"; do if [ -e "$link" ]; then enabled=enabled; fi; done
	process_of "$1"
	if [ -n "$pid" ]; then active=active; else active=inactive; fi
	say "service $1 $active - $enabled -"
}

# The process of that name, in $pid. Not from pid files: daemons write them, and some stay behind. A local user's process of
# that name is not the service.
process_of() {
	for entry in $processes; do
		pid=${entry#/proc/} cmdline=
		case $entry in /proc/[0-9]*/comm:*) pid=${pid%%/*} ;; *) continue ;; esac
		# A command line has no line end, so read reports failure.
		read -r cmdline 2>/dev/null <"/proc/$pid/cmdline" || :
		case $cmdline in *"${1%2}"*) if is_service_user "$1"; then return; fi ;; esac
	done
	pid=
}

is_service_user() {
	while read -r key real _; do
		[ "$key" = Uid: ] || continue
		user_ids "${1%-videobridge2}" || uid=0
		case $1 in jitsi-videobridge2) user_ids jvb || uid=0 ;; esac
		[ "$real" = 0 ] || [ "$real" = "$uid" ]
		return
	done 2>/dev/null <"/proc/$pid/status"
	return 1
}

find_prosody() { # in $prosody_pid and $prosody_started, empty when it does not run
	if [ "$init" = sysv ]; then process_of prosody; prosody_pid=$pid; fi
	prosody_started=''
	[ -n "${prosody_pid:=}" ] || return 0
	read -r stat 2>/dev/null <"/proc/$prosody_pid/stat" || { prosody_pid=; return 0; }
	booted=${processes#*btime }
	# shellcheck disable=SC2086  # words
	set -- ${stat##*) }
	prosody_started=$((${booted%%"$nl"*} + ${20} / 100))
}
# shellcheck shell=sh
# The root-only directory: the host's salt, whose host it is, the highest fence seen, the ledger, and the journal of an apply under way.

load_state() {
	[ -O / ] || refuse not-root
	salt='' owned_by='' highest_fence=0
	read -r salt 2>/dev/null <"$state/salt" || refuse not-installed
	[ ! -e "$state/owner" ] || read -r owned_by <"$state/owner" || :
	[ ! -e "$state/fence" ] || read -r highest_fence <"$state/fence" || :
}

say_interrupted() {
	if [ -e "$state/journal" ] && read -r _ fence generation correlation <"$state/journal"; then
		say "interrupted $fence $generation $correlation"
	fi
}

say_ledger() { # the entries after SEQUENCE
	[ -e "$state/ledger" ] || return 0
	while read -r keyword sequence rest; do
		[ "$sequence" -le "$1" ] || say "$keyword $sequence $rest"
	done <"$state/ledger"
}
# shellcheck shell=sh
# For people: what an administrator of this host wants to know of Fleet. Run by hand as root; the sudoers line allows no argument.

status() {
	[ -O / ] || { echo 'fleet-host: run this as root: sudo fleet-host status' >&2; exit 1; }
	[ -r "$state/salt" ] || { echo "fleet-host $version: not installed (no $state/salt); run install.sh" >&2; exit 1; }
	load_state
	echo "fleet-host $version"
	echo "fleet          ${owned_by:-none yet}"
	echo "highest fence  $highest_fence"
	if [ -e "$state/journal" ]; then echo "interrupted    $(head -n 1 "$state/journal") (the next apply settles it)"; fi
	echo
	if [ ! -s "$state/ledger" ]; then echo 'nothing has been changed here by Fleet'; return; fi
	echo 'last changes   time                 generation  correlation                           result'
	tail -n 10 "$state/ledger" | while read -r _ _ time _ generation correlation outcome code; do
		[ "$code" != - ] || code=
		printf '               %s  %-10s  %-36s  %s %s\n' "$(date -u -d "@$time" '+%Y-%m-%d %H:%M:%S')" "$generation" "$correlation" "$outcome" "$code"
	done
}
# shellcheck shell=sh
# What a daemon owns is looked at and changed with that daemon's rights, so that a link or pipe it planted leads no further than itself.

as() { # USER COMMAND...: the user's own groups, no privileges
	user_ids "$1" || return 127
	shift
	setpriv --reuid="$uid" --regid="$gid" --init-groups --inh-caps=-all --no-new-privs -- "$@"
}

user_ids() { # NAME; leaves $uid and $gid
	: "${passwd:=$(getent passwd prosody jicofo jvb)}"
	case $nl$passwd in *"$nl$1:"*) ;; *) return 1 ;; esac
	gid=$nl$passwd
	gid=${gid#*"$nl$1:"*:}
	uid=${gid%%:*} gid=${gid#*:} gid=${gid%%:*}
}
# shellcheck shell=sh
# The request is read whole, by its stated length, before anything is done; the reply is whole only with its last line.
# Both are made and read in this one process where that is possible: on a host with thousands of neighbours, forks are the cost.

read_request() {
	# Not read: a line without an end would be the whole memory.
	header=$(head -c 22)
	case $header in
	"fleet-host $protocol "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]) length=${header##* } ;;
	*) refuse bad-request header ;;
	esac
	while :; do case $length in 0?*) length=${length#0} ;; *) break ;; esac; done
	[ "$length" -le "$max_request" ] || refuse too-big request
	# The dot keeps the last line end, which a command substitution would drop.
	request=$(head -c "$length"; echo .)
	request=${request%.}
	[ "${#request}" -eq "$length" ] || refuse truncated request
	case $request in *[!\ -~"$nl"]*) refuse bad-request bytes ;; esac
	nonce=${request%%"$nl"*}
	command=${nonce%% *} nonce=${nonce#* }
	is_nonce "$nonce" || { nonce=-; refuse bad-request nonce; }
	case $request in *"${nl}end $nonce$nl") ;; *) refuse bad-request end ;; esac
	request=${request#*"$nl"}
	request=${request%"end $nonce$nl"}
}

# Takes the next line, which must begin with this keyword: its words are left in $line.
take() {
	case $request in "$1 "*) ;; *) refuse bad-request "$1" ;; esac
	line=${request%%"$nl"*}
	line=${line#"$1 "}
	request=${request#*"$nl"}
}

say() { reply=$reply$*$nl; }

# Leaves a word of a reply for this text in $encoded; "-" when there is none.
encode() {
	case $1 in
	'') encoded=- ;;
	-) encoded=%2D ;;
	*[!A-Za-z0-9._/:@+=~,-]*) encoded=$(printf '%s\n' "$1" | awk "$encode_awk { print encoded_word(\$0); exit }") ;;
	*) encoded=$1 ;;
	esac
}

send() { # KIND
	reply="fleet-host $protocol $nonce $1$nl$reply"
	hash=$(sha256sum <<-E
		${reply%"$nl"}
	E
	)
	printf '%send %s %s\n' "$reply" "$nonce" "${hash%% *}"
}

refuse() { decline refused "$@"; }
postpone() { decline postponed "$@"; }
decline() { # KIND CODE [DETAIL]
	encode "${3-}"
	reply=
	say_program
	say "reason $2 $encoded"
	send "$1"
	exit 0
}

say_program() {
	: "${program_hash:=$(sha256sum <"$0")}"
	say "program $version ${program_hash%% *}"
}
# shellcheck shell=sh
# What a word of a request may be. Everything that is later put into a path, a program or a file has passed one of these.

is_nonce() { [ "${#1}" -ge 16 ] && [ "${#1}" -le 64 ] && case $1 in *[!A-Za-z0-9]*) false ;; esac; }
is_number() { case $1 in 0) ;; '' | 0* | *[!0-9]*) false ;; *) [ "${#1}" -le 18 ] ;; esac; }
is_hash() { [ "${#1}" -eq 64 ] && case $1 in *[!0-9a-f]*) false ;; esac; }
is_id() { [ "${#1}" -ge 1 ] && [ "${#1}" -le 64 ] && case $1 in - | *[!A-Za-z0-9-]*) false ;; esac; }
is_domain() { [ "${#1}" -le 253 ] && case $1 in '' | .* | *. | *..* | -* | *[!a-z0-9.-]*) false ;; esac; }
is_stored_name() { [ "${#1}" -le 251 ] && case $1 in '' | *[!A-Za-z0-9%]*) false ;; esac; }
# shellcheck shell=sh

nonce=-
case $#:${1-} in
0:)
	read_request
	case $command in
	observe) observe ;;
	apply) apply ;;
	*) refuse bad-request command ;;
	esac
	;;
1:status) status ;;
1:version) echo "fleet-host $version" ;;
*)
	echo "usage: fleet-host [status|version]; without arguments: a request on stdin" >&2
	exit 64
	;;
esac
END-OF-FLEET-HOST
}

fail() { echo "fleet-host install: $1" >&2; [ -z "${2-}" ] || echo "  $2" >&2; exit 1; }

arguments() {
	fleet='' keys='' from='' remove='' takeover=''
	while [ $# -gt 0 ]; do
		case $1 in
		--fleet | --key | --from) [ $# -ge 2 ] || fail "$1 needs a value" ;;
		esac
		case $1 in
		--fleet) fleet=$2; shift ;;
		--key) keys=$keys$2$nl; shift ;;
		--from) from=$2; shift ;;
		--takeover) takeover=yes ;;
		--remove) remove=yes ;;
		-h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
		*) fail "what is '$1'?" 'install.sh --fleet ID --key KEY [--from PATTERNS] [--takeover], or install.sh --remove' ;;
		esac
		shift
	done
}

check_arguments() {
	case $fleet in
	'') fail 'whose host is this to be?' 'give --fleet ID, from the fleet.public.json of your workers' ;;
	*[!A-Za-z0-9-]*) fail "'$fleet' is not a fleet's id" ;;
	esac
	[ -n "$keys" ] || fail 'no --key' "give the workers' SSH public key, from fleet.public.json"
	printf %s "$keys" | while IFS= read -r key; do check_key "$key"; done
	case $from in *[!A-Za-z0-9.:,*?!/_-]*) fail "'$from' is not a list of addresses for --from" ;; esac
}

# It becomes a line of authorized_keys: a key with options of its own would not be restricted by ours.
check_key() {
	case $1 in
	*[!A-Za-z0-9+/=@._\ -]*) fail 'the --key has characters that no public key has' ;;
	ssh-ed25519\ AAAA* | ecdsa-sha2-nistp*\ AAAA* | ssh-rsa\ AAAA* | sk-*\ AAAA*) ;;
	*) fail 'the --key is not an SSH public key' 'it looks like: ssh-ed25519 AAAA... comment' ;;
	esac
}

check_host() {
	[ "$(id -u)" = 0 ] || fail 'run this as root' "sudo sh $0 ..."
	for tool in awk find flock getent realpath setpriv sha256sum sudo visudo timeout useradd; do
		command -v "$tool" >/dev/null || fail "this host has no '$tool'" 'apt-get install sudo passwd util-linux findutils coreutils mawk'
	done
	command -v prosodyctl >/dev/null || fail 'Prosody is not installed here' 'install Jitsi Meet first'
	getent passwd prosody >/dev/null || fail "there is no user 'prosody' here" 'fleet-host manages installs from Debian packages'
	[ ! -e "$state/owner" ] || read -r owner <"$state/owner" || :
	if [ -n "${owner-}" ] && [ "$owner" != "$fleet" ] && [ -z "$takeover" ]; then
		fail "this host belongs to fleet $owner" 'to take it over: the same command with --takeover'
	fi
}

install_program() {
	mkdir -p "${program%/*}"
	program >"$program.new" || fail 'the program could not be made'
	sh -n "$program.new" || fail 'the program is not whole'
	chown root:root "$program.new"
	chmod 755 "$program.new"
	mv -f "$program.new" "$program"
}

install_state() {
	mkdir -p "$state"
	chown root:root "$state"
	chmod 700 "$state"
	(
		umask 077
		[ -s "$state/salt" ] || od -An -N32 -tx1 /dev/urandom | tr -d ' \n' | sed 's/$/\n/' >"$state/salt"
		: >>"$state/lock"
		# Another fleet's fences come from another clock.
		[ "${owner-$fleet}" = "$fleet" ] || rm -f "$state/fence"
		echo "$fleet" >"$state/owner"
	)
}

# "*" and not "!": no password fits, and sshd does not take the account for a locked one.
install_user() {
	if ! getent passwd "$user" >/dev/null; then
		useradd --system --user-group --create-home --home-dir "/home/$user" --shell /bin/sh --comment 'Fleet' "$user"
		: >"$state/made-user"
	fi
	usermod -p '*' "$user"
	home=$(getent passwd "$user" | cut -d: -f6)
	mkdir -p "$home/.ssh"
	# Nothing in there is the user's to change.
	chown root:root "$home" "$home/.ssh"
	chmod 755 "$home" "$home/.ssh"
	{
		echo "# Made by fleet-host's install.sh, which writes it anew."
		printf %s "$keys" | while IFS= read -r key; do
			echo "restrict,command=\"sudo -n $program\"${from:+,from=\"$from\"} $key"
		done
	} >"$home/.ssh/authorized_keys.new"
	chmod 644 "$home/.ssh/authorized_keys.new"
	mv -f "$home/.ssh/authorized_keys.new" "$home/.ssh/authorized_keys"
}

install_sudoers() {
	new=$(mktemp "$state/sudoers.XXXXXX")
	printf '%s\n' "# Made by fleet-host's install.sh. \"\": without arguments." "Defaults:$user env_reset, !requiretty" \
		"$user ALL=(root) NOPASSWD: $program \"\"" >"$new"
	visudo -cqf "$new" || { rm -f "$new"; fail 'visudo does not accept the line for sudoers; nothing was changed there'; }
	chmod 440 "$new"
	mv -f "$new" "$sudoers"
}

# From the user's side, as the key will use it.
check_installed() {
	answer=$(setpriv --reuid="$user" --regid="$user" --init-groups sudo -n "$program" </dev/null 2>&1) || :
	case $answer in
	"fleet-host "*) ;;
	*) fail "'$user' can't run $program by sudo: $answer" 'does /etc/sudoers have the line @includedir /etc/sudoers.d ?' ;;
	esac
	others=$(sudo -n -l -U "$user" 2>/dev/null | grep -F '(' | grep -vF "$program" || :)
	[ -z "$others" ] || echo "fleet-host install: beware, sudo lets '$user' do more than that:$nl$others" >&2
	echo "$("$program" version) is installed for fleet $fleet"
	for key in /etc/ssh/ssh_host_*_key.pub; do [ ! -e "$key" ] || ssh-keygen -lf "$key" 2>/dev/null | sed 's/^/host key /'; done
}

remove() {
	[ "$(id -u)" = 0 ] || fail 'run this as root' "sudo sh $0 --remove"
	if [ -e "$state/lock" ]; then
		exec 9<"$state/lock"
		flock -w 60 9 || fail 'fleet-host is changing this host right now' 'repeat in a minute'
	fi
	rm -f "$sudoers" "$program"
	home=$(getent passwd "$user" | cut -d: -f6) || home=
	if [ -e "$state/made-user" ]; then
		userdel -r "$user" 2>/dev/null || userdel "$user"
	elif [ -n "$home" ] && grep -qs "fleet-host's install.sh" "$home/.ssh/authorized_keys"; then
		rm -f "$home/.ssh/authorized_keys"
	fi
	rm -rf "$state"
	echo 'fleet-host is removed; Jitsi stays as it is'
}

main() {
	arguments "$@"
	if [ -n "$remove" ]; then remove; exit 0; fi
	check_arguments
	check_host
	install_program
	install_state
	install_user
	install_sudoers
	check_installed
}

# Called last, so that a script cut on its way here does nothing.
main "$@"
