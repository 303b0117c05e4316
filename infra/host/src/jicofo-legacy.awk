# org.jitsi.jicofo.auth.URL of sip-communicator.properties, as Java reads properties, or, with options=1, what JAVA_SYS_PROPS in
# the options that Jicofo is started with sets. Prints STATE ENABLED TYPE LOGIN-URL; for options two lines, the legacy property first.
BEGIN { for (b = 1; b < 256; b++) byte[sprintf("%c", b)] = b }

{ sub(/\r$/, "") }
options { option_line($0); next }
going { sub(/^[ \t\f]+/, ""); line = line $0; going = continues(); if (!going) property(line); next }
/^[ \t\f]*([#!]|$)/ { next }
{ line = $0; sub(/^[ \t\f]+/, "", line); going = continues(); if (!going) property(line) }

END {
	if (going) property(line)
	told(has_url, url)
	if (!options) exit
	print "read", set["enabled"] == "" ? "-" : tolower(set["enabled"]) == "true" ? "true" : "false", \
		set["type"] == "" ? "-" : sayable(set["type"], "^[A-Za-z_]+$", 32), set["login-url"] == "" ? "-" : address(set["login-url"])
}

# A line that ends in an odd number of backslashes goes on.
function continues() {
	if (!match(line, /\\+$/) || RLENGTH % 2 == 0) return 0
	line = substr(line, 1, length(line) - 1)
	return 1
}

function property(s,    key, c) {
	key = ""
	for (; s != "" && (c = substr(s, 1, 1)) !~ /[ \t\f=:]/; s = substr(s, 2)) {
		if (c == "\\") { s = substr(s, 2); c = substr(s, 1, 1) }
		key = key c
	}
	if (key != "org.jitsi.jicofo.auth.URL") return
	sub(/^[ \t\f]*[=:]?[ \t\f]*/, "", s)
	has_url = 1; url = ""
	for (; s != ""; s = substr(s, 2)) {
		c = substr(s, 1, 1)
		if (c == "\\") { s = substr(s, 2); c = substr(s, 1, 1); if (c ~ /[tnrfu]/) c = "\1" }
		url = url c
	}
}

# JAVA_SYS_PROPS="-Da=b -Dc=d"; an assignment may build on the one before.
function option_line(s,    n, part, i) {
	if (s !~ /^[ \t]*(export[ \t]+)?JAVA_SYS_PROPS=/) return
	sub(/^[ \t]*(export[ \t]+)?JAVA_SYS_PROPS=/, "", s)
	if (s !~ /\$\{?JAVA_SYS_PROPS/) { has_url = 0; split("", set) }
	gsub(/["\047]/, "", s)
	n = split(s, part, /[ \t]+/)
	for (i = 1; i <= n; i++) {
		if (index(part[i], "-Dorg.jitsi.jicofo.auth.URL=") == 1) { has_url = 1; url = substr(part[i], 29) }
		if (match(part[i], /^-Djicofo\.authentication\.(enabled|type|login-url)=/)) set[substr(part[i], 25, RLENGTH - 25)] = substr(part[i], RLENGTH + 1)
	}
}

function told(has, value,    type) {
	if (!has) { print "read - - -"; return }
	sub(/[ \t]+$/, "", value)
	type = value ~ /^XMPP:/ ? "XMPP" : value ~ /^EXT_JWT:/ ? "JWT" : "NONE"
	sub(/^(XMPP|EXT_JWT):/, "", value)
	print "read true", type, address(value)
}

function address(s) { return sayable(s, "^[A-Za-z0-9._:@/][A-Za-z0-9._:@/-]*$", 253) }
function sayable(s, plain, longest) { return length(s) <= longest && s ~ plain ? s : "%" }
