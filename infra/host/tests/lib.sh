# shellcheck shell=sh
# Sourced by the tests, which run as root inside a test host. Each `check` is one test.

nonce=0123456789abcdef
H=$(hostname -f)
own=/etc/prosody/conf.avail/$H.cfg.lua link=/etc/prosody/conf.d/$H.cfg.lua main=/etc/prosody/prosody.cfg.lua
store=/var/lib/prosody/$(printf %s "$H" | sed 's/\./%2e/g; s/-/%2d/g')
state=/var/lib/fleet-host
jicofo=/etc/jitsi/jicofo jicofo_log=/var/log/jitsi/jicofo.log config_js=/etc/jitsi/meet/$H-config.js
nl='
'

check() { # NAME COMMAND...
	named=$1
	shift
	if "$@" >/tmp/said 2>&1; then
		echo "ok - $variant, $suite: $named"
	else
		echo "not ok - $variant, $suite: $named"
		sed 's/^/    /' /tmp/said
		[ -z "${reply-}" ] || printf '%s\n' "$reply" | grep -vE '^([|]|active|muc|service|package|end)' | cut -c1-150 | sed 's/^/    > /'
	fi
}

# send COMMAND, the lines on stdin: leaves $reply, empty unless it came whole and without empty lines
send() {
	framed "$1" >/tmp/request
	raw
}
framed() { # COMMAND
	{ echo "$1 $nonce"; cat; echo "end $nonce"; } >/tmp/body
	printf 'fleet-host 1 %08d\n' "$(wc -c </tmp/body)"
	cat /tmp/body
}
raw() { # what is in /tmp/request
	"$fleet_host" </tmp/request >/tmp/reply 2>/tmp/errors
	reply=$(cat /tmp/reply)
	last=$(tail -n 1 /tmp/reply)
	if grep -q '^$' /tmp/reply; then last=''; fi
	[ "${last##* }" = "$(sed '$d' /tmp/reply | sha256sum | cut -d' ' -f1)" ] || reply=
}

observe() { # [KNOWN-CONFIG KNOWN-ACCOUNTS CHECK]
	send observe <<-E
		domain $H
		known-config ${1:--}
		known-accounts ${2:--}
		check-config ${3:-when-changed}
		ledger-after 0
	E
}

fence=1
guest='' # the request's lines on guests
apply() { # ACTIVATION [CHANGE...]
	fence=$((fence + 1)) number=0
	{
		printf '%s\n' "domain $H" "fleet ${fleet:-fleet-1}" "fence $fence" 'generation 7' "correlation try-$fence" "activation $1"
		[ -z "$guest" ] || printf 'guest-activation %s\nguest-needs-jicofo %s\n' "${guest% *}" "${guest#* }"
		shift
		for requested; do number=$((number + 1)); echo "change $number $requested"; done
	} >/tmp/lines
	send apply </tmp/lines
}

# The same in protocol 2.
two() { # COMMAND, as send, in protocol 2
	framed "$1" | sed '1s/ 1 / 2 /' >/tmp/request
	raw
}
look() { printf '%s\n' "domain $H" 'known-config -' 'known-accounts -' 'check-config never' 'ledger-after 0' >/tmp/lines; two observe </tmp/lines; }
incarnation=aaaa-1 epoch=0 urgency=normal adopts=-
apply2() { # as apply
	fence=$((fence + 1)) number=0
	{
		printf '%s\n' "domain $H" 'fleet fleet-1' "incarnation $incarnation" "epoch $epoch" "fence $fence" "generation ${generation:-7}" "correlation try-$fence" \
			"urgency $urgency" "adopt-lock $adopts" "activation $1"
		[ -z "$guest" ] || printf 'guest-activation %s\nguest-needs-jicofo %s\n' "${guest% *}" "${guest#* }"
		shift
		for requested; do number=$((number + 1)); echo "change $number $requested"; done
	} >/tmp/lines
	two apply </tmp/lines
}

field() { printf '%s\n' "$reply" | sed -n "s/^$1 //p"; }
says() { case "$nl$reply$nl" in *"$nl$1$nl"*) ;; *) return 1 ;; esac; }
says_no() { ! says "$1"; }
like() { printf '%s\n' "$reply" | grep -qE "$1"; }
refused() { says "reason $1"; }
is() { [ "$1" = "$2" ] || { echo "'$1' is not '$2'"; return 1; }; }

hash_of() { field file | awk -v path="$1" '$1 == path { print $9 }'; }
place_of() { grep -bo "authentication = \"[a-z_-]*\"" "$1" | head -n 1 | awk -F: '{ print $1 + 17 }'; }
provider_of() { sed -n 's/^ *authentication = "\([a-z_-]*\)".*/\1/p' "$1" | head -n 1; }
set_provider() { # FROM TO: the change, after an observe
	echo "set-provider $link $(hash_of "$link") $(place_of "$own") $1 $2"
}
in_force() { field active | awk -v h="${1:-$H}" '$1 == h { print $3 }'; }
verifier='SHA-1 10000 0123456789abcdef-handmade b28c63994fbdc49843dcf60bcff11c1a19e4419b a2c8f4d6d5b681322d82d44b81da595a4c863c54'

restart_jicofo() {
	service jicofo restart >/dev/null 2>&1
	wait_for jicofo_answers
}
jicofo_answers() { bash -c 'exec 3<>/dev/tcp/127.0.0.1/8888' 2>/dev/null; }
hide_reader() { # of HOCON, wherever this release has it; leaves $reader, to be put back
	for reader in /usr/share/rubygems-integration/all/gems/hocon-* /usr/lib/ruby/vendor_ruby/hocon; do [ ! -e "$reader" ] || break; done
	mv "$reader" /root/reader
}
reset_jicofo() {
	rm -rf "$jicofo"
	cp -a /root/original.jicofo "$jicofo"
	if [ "$(cat /run/jicofo-standin.loaded)" != "$(sha256sum "$jicofo/jicofo.conf")" ] || ! jicofo_answers; then restart_jicofo; fi
}

# The host as it was when the tests began.
reset_host() {
	for made in "$state"/journal "$state"/fence "$state"/ledger "$store"; do rm -rf "$made"; done
	rm -f /etc/prosody/conf.d/* "/etc/prosody/conf.avail/guest.$H.cfg.lua"
	guest=''
	cp -p /root/original.cfg.lua "$own"
	cp -p /root/original.main "$main"
	ln -sf "$own" "$link"
	start_with jitsi-anonymous
	fence=1
}
wait_for() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || return 1
		sleep 0.1
	done
}
prosody_answers() { echo bye | prosodyctl shell >/dev/null 2>&1; }
start_with() { # PROVIDER, on disk and in force
	sed -i "/^VirtualHost \"$H\"/,/authentication/ s/authentication = \"[a-z_-]*\"/authentication = \"$1\"/" "$own"
	service prosody restart >/dev/null
	wait_for prosody_answers
}
like_no() { ! like "$1"; }
fails() { ! "$@"; }

# Ended in the middle.
crashing=/root/fleet-host-crashing
crash_apply() { # POINT ACTIVATION CHANGE...: as apply, with the program that ends there
	point=$1
	shift
	real=$fleet_host
	fleet_host=crash_here
	apply "$@"
	fleet_host=$real
}
crash_here() { FLEET_HOST_CRASH=$point setsid -w $crashing; }
clean() { is "$(find /etc/prosody /etc/jitsi /var/lib/prosody "$state" -name '*.fleet-new' -o -name 'fleet-stage' -o -name journal -o -name 'before.*' -o -name 'edited*')" ''; }
