# Joins what find says of each name with what it leads to: path, kind, target, owner, group, mode, size and time of change, encoded.
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
