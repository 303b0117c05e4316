# shellcheck shell=sh
# What is not a request, whole and in order, is refused before anything is done.

observe_lines() { printf '%s\n' "domain $1" 'known-config -' 'known-accounts -' 'check-config never' 'ledger-after 0' >/tmp/lines; }

printf '' >/tmp/request
raw
check 'nothing is refused' refused 'bad-request header'
printf 'GET / HTTP/1.1\r\n\r\n' >/tmp/request
raw
check 'another protocol is refused' refused 'bad-request header'
printf 'fleet-host 3 00000000\n' >/tmp/request
raw
check 'another version is refused' refused 'bad-request header'
printf 'fleet-host 1 99999999\n' >/tmp/request
raw
check 'a body over the bound is refused unread' refused 'too-big request'
printf 'fleet-host 1 00000100\nobserve %s\n' "$nonce" >/tmp/request
raw
check 'half a body is refused' refused 'truncated request'
head -c 300000000 /dev/zero >/tmp/request
raw
check 'a flood without a line end is refused' refused 'bad-request header'
printf 'fleet-host 1 00000024\nobserve short\nend short\n' >/tmp/request
raw
check 'a short nonce is refused, and not echoed' like '^fleet-host 1 - refused$'
observe_lines "$H"
framed observe </tmp/lines | sed 's/^end .*/end 0000000000000000/' >/tmp/request
raw
check 'an end with another nonce is refused' refused 'bad-request end'
framed observe </tmp/lines | sed '2s/o/\x01/' >/tmp/request
raw
check 'bytes that are no text are refused' refused 'bad-request bytes'
send reboot </dev/null
check 'an unknown command is refused' refused 'bad-request command'
send observe </dev/null
check 'a missing line is refused' refused 'bad-request domain'
for domain in ../../etc 'a b' 'x"y' X.example -x a..b "\$(id)" "a'b" 'a;b' '*'; do
	observe_lines "$domain"
	send observe </tmp/lines
	check "the domain $domain is refused" refused 'bad-request domain'
done
observe_lines "$H"
echo more x >>/tmp/lines
send observe </tmp/lines
check 'a line too many is refused' refused 'bad-request more'
rm -f /tmp/request
