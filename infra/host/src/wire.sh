# shellcheck shell=sh
# The request is read whole, by its stated length, before anything is done; the reply is whole only with its last line.
# Both are made and read in this one process where that is possible: on a host with thousands of neighbours, forks are the cost.

read_request() {
	# Not read: a line without an end would be the whole memory.
	header=$(head -c 22)
	case $header in
	"fleet-host "[12]" "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]) length=${header##* } ;;
	*) refuse bad-request header ;;
	esac
	# The answer is in the protocol of the request: this one and the one before are spoken.
	protocol=${header#fleet-host } protocol=${protocol%% *}
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

speaks() { [ "$protocol" -ge "$1" ]; } # PROTOCOL, or a later one

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
	[ -z "${console-}" ] || { echo "  refused: $2 ${3-}"; exit 1; }
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
