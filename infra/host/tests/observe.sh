# shellcheck shell=sh
# What one look tells, and that it leaves no trace.

reset_host
observe
check 'the program names itself' says "program $(cat "$tests/../VERSION") $(sha256sum <"$fleet_host" | cut -d' ' -f1)"
check 'the host is named by its machine-id' says "machine $(cat /etc/machine-id)"
check 'the owner is told' says 'owner fleet-1'
check 'dpkg is idle' says 'dpkg idle'
check 'the packages are told' like '^package prosody 0\.12\.3-[^ ]* ii$'
for service in prosody jicofo jitsi-videobridge2 nginx; do check "$service runs" like "^service $service active "; done
check "Prosody's process is told, and since when" like "^process $(pgrep -u prosody -x lua5.4) 1[0-9]{9}$"
check 'the configuration is valid' says 'check valid - -'
check 'without a directory there are no accounts' says 'accounts absent -'
check 'what is in force is told' is "$(in_force)" "$(provider_of "$own")"
check 'sessions of the domain are counted' says 'sessions 0 0'
check 'rooms are counted' says "muc conference.$H 0 0"
check 'the link and where it leads are told' like "^file $link link $own root root 644 "
check "Prosody's ports for clients are told: to everybody" says 'listen 5222 all'
check 'and to this host alone' says 'listen 5280 loopback'
free=$(df -k --output=avail /etc/prosody | tail -n 1)
check 'room on the disk is told' [ "$(field disk | awk -v free="$free" '{ print $1, ($2 > free * 0.8 && $2 < free * 1.2) }')" = '/etc/prosody 1' ]
is_checked() { pgrep -u prosody -f 'prosodyctl check config' >/dev/null; }
shown() { # PATH: its content, out of the reply
	printf '%s\n' "$reply" | awk -v path="$1" '$1 == "file" { on = $2 == path; next } on && /^[|]/ { print substr($0, 2) }' |
		sed 's/%09/\t/g; s/%0D/\r/g; s/%25/%/g'
}
check 'config.js, which everybody may read, is told as it is' is "$(shown "$config_js")" "$(cat "$config_js")"
printf '// caf\303\251 %%\t\000\r\nlast' >"$config_js"
observe - - never
check 'but what is not ASCII in it' is "$(shown "$config_js")" "$(printf '// caf?? %%\t?\r\nlast')"
: >"$config_js"
observe - - never
check 'it may be empty' like "^file $config_js regular - root root 644 0 .* public 0$"
head -c 262145 /dev/zero >"$config_js"
observe - - never
check 'and too big' like "^file $config_js regular .* too-big 0$"
rm "$config_js"
ln -s /etc/shadow "$config_js"
observe - - never
check 'a link in its place is not followed' like "^file $config_js link /etc/shadow root shadow .* withheld 0$"
rm "$config_js"
cp -p /root/original.config.js "$config_js"
chown prosody /etc/jitsi/meet
observe - - never
check "nor read as root where others write" like "^file $config_js regular .* withheld 0$"
chown root /etc/jitsi/meet
observe
config=$(field config | cut -d' ' -f1)
observe "$config"
check 'a configuration that is known is not sent again' says "config $config same"
check 'nor checked again' says 'check not-run - -'
observe "$config" - always
check 'unless asked' says 'check valid - -'
sleep 1
touch "$own"
observe "$config"
check 'a touched file is sent again' like '^config [0-9a-f]+ sent$'

find / -xdev \( -path /tmp -o -path /run -o -path /var/log -o -path /proc \) -prune -o -printf '%p %i %s %T@ %C@\n' 2>/dev/null | sort >/tmp/before
observe
find / -xdev \( -path /tmp -o -path /run -o -path /var/log -o -path /proc \) -prune -o -printf '%p %i %s %T@ %C@\n' 2>/dev/null | sort >/tmp/after
check 'a look changes nothing on disk' cmp /tmp/before /tmp/after

rm "$link"
observe
check 'a missing link is told' like "^file $link missing - - "
check 'and the file it should lead to as well' like "^file $own regular - root root 644 .* masked "
ln -s /nowhere "$link"
observe
check 'a dangling link is told' like "^file $link dangling-link /nowhere - "
check 'which Prosody would not start with' says "check invalid $link -"
rm "$link"
cp "$own" "$link"
observe
check 'a copy in place of the link is told' like "^file $link regular - root root 644 .* masked "
ln -sf /etc/shadow "$link"
observe
check 'a link that leads out of the configuration is told, not followed' like "^file $link link /etc/shadow root shadow 640 [0-9]+ [0-9]+ - withheld 0$"
rm "$link"
mkfifo "$link"
# Prosody's check opens it, and is waited for half a minute: meanwhile what does not mind another process of Prosody's goes on.
printf '%s\n' "domain $H" 'known-config -' 'known-accounts -' 'check-config always' 'ledger-after 0' | framed observe >/tmp/piped
"$fleet_host" </tmp/piped >/tmp/piped.reply 2>/dev/null &
piped=$!
# It can be opened to be written to, without waiting, once somebody waits to read it.
cat >/tmp/write.pl <<'PERL'
for (1 .. 2500) { last if sysopen F, $ARGV[0], 1 | 2048; select undef, undef, undef, 0.02 }
fileno F or die "$!";
pgrep() or die "nobody's check";
print "opened\n";
close STDOUT;
sleep 60;
sub pgrep { system("pgrep -u prosody -f 'prosodyctl check config' >/dev/null") == 0 }
PERL
mkfifo /tmp/opened
perl /tmp/write.pl "$link" >/tmp/opened &
writer=$!
check "a pipe in its place is opened by Prosody's check alone" is "$(cat /tmp/opened)" opened
rm "$link" /tmp/opened
touch "/etc/prosody/conf.d/od d$nl.cfg.lua"
observe
check 'a name with odd bytes is told, not opened' like '^file /etc/prosody/conf.d/od%20d\?.cfg.lua other '
reset_host
printf '\nVirtualHost "x' >>"$own"
observe
check 'a configuration that is not Lua is a finding, with its place' like "^check invalid $link [0-9]+$"
check 'and none of it is shown' like "^file $link link .* unreadable 0$"
check 'while what runs is told still' like '^in-force known'
reset_host
chmod 000 /var/lib/prosody/prosody.sock
observe
check 'a Prosody that does not answer is unknown' says 'in-force unknown no-answer'
kill -STOP "$(cat /run/prosody/prosody.pid)"
chmod 755 /var/lib/prosody/prosody.sock
observe
check 'a Prosody that hangs is unknown, in bounded time' says 'in-force unknown timed-out'
kill -CONT "$(cat /run/prosody/prosody.pid)"

reset_host
session=$("$tests/bosh" join)
observe
check 'a session without login is counted' says 'sessions 1 1'
cat >/tmp/lock.pl <<'PERL'
open F, ">>/var/lib/dpkg/lock-frontend" or die;
my $lock = pack("s s l! l! i", 1, 0, 0, 0, 0);
fcntl(F, 6, $lock) or die "$!";
print "held\n";
close STDOUT;
sleep 30;
PERL
mkfifo /tmp/held
perl /tmp/lock.pl >/tmp/held &
locker=$!
cat /tmp/held >/dev/null
observe - - never
check "whoever holds dpkg's lock is told" says 'dpkg running'
kill $locker
rm /tmp/held
cp /bin/sleep /tmp/apt-get
/tmp/apt-get 30 &
apt=$!
observe
check 'a running apt is told' says 'dpkg running'
kill $apt
sed -i '/^Package: prosody$/,/^$/s/^Status: .*/Status: install ok half-configured/' /var/lib/dpkg/status
observe
check 'a package half installed is told' says 'dpkg pending'
sed -i '/^Package: prosody$/,/^$/s/^Status: .*/Status: install ok installed/' /var/lib/dpkg/status
wait $piped
kill $writer
reply=$(cat /tmp/piped.reply)
check 'a pipe in its place is told' like "^file $link other "
check 'and a check that does not end is unknown, in bounded time' says 'check unknown - -'

reset_host
service prosody stop >/dev/null
observe
check 'with Prosody down nothing is guessed' says 'in-force unknown not-running'
check 'and the service is down' like '^service prosody inactive '
check 'and there is no process' like_no '^process '
check 'nor a listener' says 'listen 5222 none'
mkfifo /etc/prosody/conf.d/zz.cfg.lua
setpriv --reuid=prosody --regid=prosody --init-groups prosodyctl check config >/dev/null 2>&1 &
hung=$!
wait_for is_checked
observe - - never
check 'nor is a prosodyctl that hangs Prosody' says 'in-force unknown not-running'
check 'or its process' like_no '^process '
kill $hung
rm /etc/prosody/conf.d/zz.cfg.lua
