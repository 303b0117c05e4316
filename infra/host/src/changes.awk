# Checks every line of an apply before any is made, and prints them decoded where that is safe. Prints "bad N" at the first that is
# not as PROTOCOL.md has it: a number out of order, an unknown kind, a word of another shape, a user named twice.
{
	if ($1 != "change" || $2 != NR || NF < 3) bad()
	kind = $3
	if (kind == "set-provider") { need(8); path($4); hash($5); number($6); provider($7); provider($8) }
	else if (kind == "link-config") { need(4); if ($4 != "-") hash($4) }
	else if (kind == "put-account") { need(9); user($4); verifier() }
	else if (kind == "remove-account") { need(4); user($4) }
	else if (kind == "fix-account-permissions") { need(4); if ($4 != "-") name($4) }
	else if (kind == "fix-config-permissions") { need(4); path($4) }
	else if (kind == "start-service") { need(4); if ($4 !~ /^(prosody|jicofo|jitsi-videobridge2|nginx)$/) bad() }
	else if (kind == "close-sessions") { need(4); if ($4 != "-") name($4) }
	else if (kind == "add-guest-host") { need(4); provider($4); once("guest-host") }
	else if (kind == "remove-guest-host") { need(3); once("guest-host") }
	else if (kind == "set-jicofo-authentication") { need(5); if ($4 != "on" && $4 != "off") bad(); hash($5); once(kind) }
	else if (kind == "set-jicofo-login") { need(5); if ($4 != "legacy" && $4 != "options-legacy") bad(); hash($5); once(kind $4) }
	else if (kind == "restart-jicofo") { need(3); once(kind) }
	else if (kind == "set-anonymous-domain") { need(6); hash($4); number($5); form($6); once(kind) }
	else if (kind == "disable-account" || kind == "enable-account") { need(4); user($4) }
	else if (kind == "plant") { need(4); nonce($4); once("plant") }
	else if (kind == "unplant") { need(3); once("plant") }
	else bad()
	if (NF == 3) $4 = "-"
	line = kind
	for (i = 4; i <= NF; i++) line = line " " $i
	print NR, line
}

function bad() { print "bad " NR; failed = 1; exit }
function need(n) { if (NF != n) bad() }
function once(what) { if (what in seen) bad(); seen[what] = 1 }
function form(s) { if (s !~ /^(insert|replace|uncomment|comment|remove)$/) bad() }
function nonce(s) { if (s !~ /^[A-Za-z0-9]+$/ || length(s) < 16 || length(s) > 64) bad() }
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
