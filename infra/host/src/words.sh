# shellcheck shell=sh
# What a word of a request may be. Everything that is later put into a path, a program or a file has passed one of these.

usage() {
	printf '%s\n' 'usage, for root: fleet-host status | version' '       fleet-host hold [--for 2h] REASON    Fleet changes nothing here until then, 7d at most' \
		'       fleet-host release' '       fleet-host lock [--domain H] [REASON]    lock this host down now, and hold it so' \
		'       fleet-host take-over FLEET INCARNATION' 'without arguments: a request on stdin' >&2
	exit 64
}

is_nonce() { [ "${#1}" -ge 16 ] && [ "${#1}" -le 64 ] && case $1 in *[!A-Za-z0-9]*) false ;; esac; }
is_number() { case $1 in 0) ;; '' | 0* | *[!0-9]*) false ;; *) [ "${#1}" -le 18 ] ;; esac; }
is_hash() { [ "${#1}" -eq 64 ] && case $1 in *[!0-9a-f]*) false ;; esac; }
is_id() { [ "${#1}" -ge 1 ] && [ "${#1}" -le 64 ] && case $1 in - | *[!A-Za-z0-9-]*) false ;; esac; }
is_domain() { [ "${#1}" -le 253 ] && case $1 in '' | .* | *. | *..* | -* | *[!a-z0-9.-]*) false ;; esac; }
is_stored_name() { [ "${#1}" -le 251 ] && case $1 in '' | *[!A-Za-z0-9%]*) false ;; esac; }
