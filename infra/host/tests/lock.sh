# shellcheck shell=sh
# fleet-host lock, at the console, on each release of Prosody.

console() { SUDO_USER=mona "$fleet_host" "$@" >/tmp/console 2>&1; }
told() { grep -q -e "$1" /tmp/console || { cat /tmp/console; return 1; }; }
ends() { # STATUS COMMAND...
	expected=$1
	shift
	"$@"
	code=$?
	[ "$code" = "$expected" ] || { echo "it ended with $code"; cat /tmp/console; return 1; }
}
prosody=$(dpkg-query -W -f '${Version}' prosody)
has_shell() { case $prosody in 0.11.*) false ;; esac; }
unlocked() {
	rm -f "$state/hold" "$state/incarnation"
	reset_host
	reset_jicofo
	apply 'none -' "put-account alice $verifier"
}

unlocked
observe - - never
if has_shell; then
	guest='jitsi-anonymous no'
	apply 'none -' 'add-guest-host jitsi-anonymous'
	check "$prosody: guests are in" "$tests/bosh" guest
fi
guest=''
inside=$("$tests/bosh" join)
check "$prosody: a host is locked at its console" ends 0 console lock 'a stolen laptop'
check "$prosody: that is proven" told '^proven  *a stranger is refused'
check "$prosody: and said" told '^LOCKED  *meet.*, in force and on disk$'
check "$prosody: a stranger is refused" fails "$tests/bosh" join
check "$prosody: so is a guest" fails "$tests/bosh" guest
check "$prosody: a member logs in" "$tests/bosh" join alice s3cret
check "$prosody: on disk" is "$(provider_of "$own"):$(ls /etc/prosody/conf.d | grep guest)" internal_hashed:
check "$prosody: Jicofo is told to ask for logins" grep -q '# fleet$' "$jicofo/jicofo.conf"
if has_shell; then check "$prosody: who is inside stays" "$tests/bosh" alive "$inside"; fi
check "$prosody: nothing lies about" clean
printf '%s\n' "domain $H" 'known-config -' 'known-accounts -' 'check-config never' 'ledger-after 0' | framed observe | sed '1s/ 1 / 2 /' >/tmp/request
raw
check "$prosody: Fleet is told" like '^hold [0-9]+ [0-9]+ lock mona a%20stolen%20laptop$'
check "$prosody: also by the ledger" like '^ledger [0-9]+ [0-9]+ [0-9]+ [0-9]+ console-lock done written$'
since=$(field hold | cut -d' ' -f1)
adopt() { # SINCE
	printf '%s\n' "domain $H" 'fleet fleet-1' 'incarnation a' 'epoch 0' 'fence 50' 'generation 8' 'correlation adopt' 'urgency normal' "adopt-lock $1" 'activation none -' |
		framed apply | sed '1s/ 1 / 2 /' >/tmp/request
	raw
}
adopt 1
check "$prosody: another lock than this one is not adopted" like '^fleet-host 2 [^ ]* held$'
adopt "$since"
check "$prosody: this one is" says 'outcome unchanged'
check "$prosody: and holds no more" [ ! -e "$state/hold" ]
check "$prosody: locked again, there is nothing to do" ends 0 console lock

unlocked
cp /bin/sleep /tmp/apt-get
/tmp/apt-get 40 &
apt=$!
if has_shell; then
	check "$prosody: while packages are installed what runs is locked" ends 2 console lock
	check "$prosody: and the files are said to follow" told '^LOCKED .* the files are to follow'
	check "$prosody: a stranger is refused meanwhile" fails "$tests/bosh" join
	check "$prosody: no file is touched" is "$(provider_of "$own")" jitsi-anonymous
else
	check '0.11: while packages are installed nothing is claimed' ends 1 console lock
	check '0.11: but what to do is said' told '^NOT LOCKED .*service prosody stop'
fi
kill $apt
check "$prosody: after it the files follow" ends 0 console lock
check "$prosody: on disk" is "$(provider_of "$own")" internal_hashed

unlocked
if has_shell; then
	printf '\nVirtualHost "x' >>"$own"
	check "$prosody: a broken configuration keeps nobody from locking what runs" ends 2 console lock
	check "$prosody: a stranger is refused all the same" fails "$tests/bosh" join
fi
unlocked
rm -f "$state/hold" "$state/incarnation"
