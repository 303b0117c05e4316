# Masks what lex.awk found, failing closed: what is not on the list of things to show does not leave the host. One byte stays one byte.

BEGIN {
	lex_init()
	words("authentication storage password_hash data_path plugin_paths modules_enabled restrict_room_creation", single)
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
