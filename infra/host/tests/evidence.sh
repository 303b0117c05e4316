# shellcheck shell=sh
# What is told of who was here around a change, and what is not.

evidence() { # SINCE
	printf '%s\n' "domain $H" "since $1" >/tmp/lines
	send evidence </tmp/lines
}
newest() { is "$(field "$1" | head -n 1)" "$2"; }
mv /var/log/auth.log /root/original.auth.log 2>/dev/null
mv /var/log/dpkg.log /root/original.dpkg.log
export TZ=UTC
at=$(date +%s)
iso() { date -u -d "@$1" +%Y-%m-%dT%H:%M:%S.000000; }
old() { date -d "@$1" '+%b %e %H:%M:%S'; }

reset_host
evidence $((at - 60))
check 'what was not logged is not told' like_no '^(login|sudo|package) '
check 'files that changed are' like "^file $own root [0-9]+$"
check 'newest first' is "$(field file | cut -d' ' -f3)" "$(field file | cut -d' ' -f3 | sort -rn)"
touch -d '2020-01-01' "$own"
evidence $((at - 60))
check 'others are not' like_no "^file $own "
touch "/etc/prosody/conf.d/a b$nl"
evidence $((at - 60))
check 'odd names are encoded' like '^file /etc/prosody/conf.d/a%20b\? root [0-9]+$'
rm "/etc/prosody/conf.d/a b$nl"

cat >/var/log/auth.log <<-E
	$(iso $((at - 100)))+00:00 h sshd[12]: Accepted publickey for admin from 192.0.2.7 port 50000 ssh2: ED25519 SHA256:x
	$(old $((at - 90))) h sshd[12]: Accepted password for root from 2001:db8::1 port 50000 ssh2
	$(iso $((at - 80 + 7200)))+02:00 h sshd-session[12]: Accepted publickey for eve from 192.0.2.9 port 50000 ssh2
	$(iso $((at - 70)))+00:00 h sshd[12]: Accepted publickey for fleet from 192.0.2.8 port 50000 ssh2
	$(iso $((at - 60)))+00:00 h sshd[12]: Failed password for mallory from 192.0.2.6 port 50000 ssh2
	$(iso $((at - 50)))+00:00 h sudo:    admin : TTY=pts/0 ; PWD=/etc ; USER=root ; COMMAND=/usr/bin/mysql -psecret
	$(old $((at - 40))) h sudo:  eve : PWD=/ ; USER=root ; ENV=A=hidden ; COMMAND=/usr/bin/sed -i s/internal_hashed/anonymous/
	$(iso $((at - 30)))+00:00 h sudo:    fleet : PWD=/ ; USER=root ; COMMAND=/usr/local/sbin/fleet-host
	$(iso $((at - 20)))+00:00 h sudo:  mallory : 3 incorrect password attempts ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/sh
	$(iso $((at - 200000)))+00:00 h sshd[12]: Accepted publickey for yesterday from 192.0.2.7 port 50000 ssh2
	$(iso $((at - 10)))+00:00 h kernel: sshd[12]: Accepted publickey for faked from 192.0.2.7 port 50000 ssh2
	no line of a log
E
cat >/var/log/dpkg.log <<-E
	$(date -d "@$((at - 100))" '+%F %T') upgrade prosody:amd64 0.12.2-1 0.12.3-1
	$(date -d "@$((at - 90))" '+%F %T') install jitsi-meet-tokens:all <none> 1.0
	$(date -d "@$((at - 80))" '+%F %T') remove jitsi-meet-tokens:all 1.0 <none>
	$(date -d "@$((at - 70))" '+%F %T') status installed prosody:amd64 0.12.3-1
E
evidence 0
check 'logins, newest first, in every form of the log' is "$(field login)" \
	"eve 192.0.2.9 $((at - 80))${nl}root 2001:db8::1 $((at - 90))${nl}admin 192.0.2.7 $((at - 100))"
check 'what sudo ran, without arguments' is "$(field sudo)" "eve $((at - 40)) /usr/bin/sed${nl}admin $((at - 50)) /usr/bin/mysql"
check 'no argument and no environment' like_no 'secret|internal_hashed|hidden'
check 'packages' is "$(field package)" \
	"$((at - 80)) remove jitsi-meet-tokens 1.0${nl}$((at - 90)) install jitsi-meet-tokens 1.0${nl}$((at - 100)) upgrade prosody 0.12.3-1"
evidence $((at - 85))
check 'since then only' is "$(field login)" "eve 192.0.2.9 $((at - 80))"
seq 50 | while read -r i; do echo "$(iso $((at - i)))+00:00 h sshd[12]: Accepted publickey for u$i from 192.0.2.7 port 5 ssh2"; done >/var/log/auth.log
evidence 0
check 'twenty at most' is "$(field login | wc -l):$(field login | head -n 1)" "20:u1 192.0.2.7 $((at - 1))"
printf '%s+00:00 h sshd[1]: Accepted publickey for %s from 192.0.2.7 port 5 ssh2\n' "$(iso "$at")" "$(printf 'a\033b')" >/var/log/auth.log
evidence 0
check 'a user of odd bytes is encoded' newest login "a%1Bb 192.0.2.7 $at"
printf '%s\n' "domain $H" 'since yesterday' >/tmp/lines
send evidence </tmp/lines
check 'a time that is none is refused' refused 'bad-request since'
unset TZ
rm -f /var/log/auth.log
mv /root/original.auth.log /var/log/auth.log 2>/dev/null
mv /root/original.dpkg.log /var/log/dpkg.log
reset_host
