# shellcheck shell=sh
# Installed, repeated, refused, removed. Last of the suites: the host ends without fleet-host.

here=$(dirname "$tests")
key='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO2igcO92hOKHzAzerZ3HfBzvENNd8hOQcRFxam5pbep fleet'
install() { sh "$here/install.sh" "$@" >/tmp/output 2>&1; }
output() { grep -q -e "$1" /tmp/output || { cat /tmp/output; return 1; }; }
traces() { find / -xdev \( -path /proc -o -path /root -o -path /tmp -o -path /var/log -o -path /run -o -name fleet-testbed \) -prune -o -name '*fleet*' -print 2>/dev/null; }
reply=''

check 'it installs' install --fleet fleet-1 --key "$key" --from 10.0.0.0/8
check 'and says for whom' output 'fleet-host .* is installed for fleet fleet-1'
check "and the host's keys, to be pinned" output '^host key 256 SHA256:.*(ED25519)'
check 'the key is held to the one program' is "$(grep -v '^#' /home/fleet/.ssh/authorized_keys)" \
	"restrict,command=\"sudo -n /usr/local/sbin/fleet-host\",from=\"10.0.0.0/8\" $key"
check 'the program is the one that is built' sh -c "'$here/build' | cmp - /usr/local/sbin/fleet-host"
check 'the state is for root alone' is "$(stat -c '%U %a' "$state" "$state/salt")" "root 700${nl}root 600"
check 'no password fits the user' is "$(getent shadow fleet | cut -d: -f2)" '*'
salt=$(cat "$state/salt")
echo 77 >"$state/fence"
check 'it installs again' install --fleet fleet-1 --key "$key" --key "$key two"
check 'with two keys, while they rotate' is "$(grep -c '^restrict,' /home/fleet/.ssh/authorized_keys)" 2
check 'and keeps salt and fence' is "$(cat "$state/salt" "$state/fence")" "$salt${nl}77"
sum=$(sha256sum /usr/local/sbin/fleet-host /etc/sudoers.d/fleet-host "$state/owner")
check "another fleet's install is refused" fails install --fleet fleet-2 --key "$key"
check 'with what to do' output '--takeover'
check 'and changes nothing' is "$(sha256sum /usr/local/sbin/fleet-host /etc/sudoers.d/fleet-host "$state/owner")" "$sum"
check 'unless it takes over' install --fleet fleet-2 --key "$key" --takeover
check 'which starts the fences anew' [ ! -e "$state/fence" ]
while IFS='~' read -r what text arguments; do
	eval "set -- $arguments"
	check "$what is refused" fails install "$@"
	check "$what: the reason is given" output "$text"
done <<'E'
no fleet~--fleet ID~
no key~no --key~--fleet fleet-2
a fleet with a blank~not a fleet's id~--fleet "a b" --key "$key"
a key that is none~not an SSH public key~--fleet fleet-2 --key "hello"
a key with options~not an SSH public key~--fleet fleet-2 --key "restrict $key"
a key with a quote~no public key has~--fleet fleet-2 --key "$key\"x"
a key with a line end~no public key has~--fleet fleet-2 --key "$key${nl}$key"
a pattern with a quote~not a list of addresses~--fleet fleet-2 --key "$key" --from '"x'
an unknown option~what is~--force
an option without its value~needs a value~--fleet
E
check 'sudoers stay valid' visudo -cq
"$here/bundle" >/tmp/bundle
size=$(wc -c </tmp/bundle)
before=$(traces)
for part in 1 2 3 4 5 6 7; do
	head -c $((size * part / 8)) /tmp/bundle | sh -s -- --remove >/dev/null 2>&1
	check "a bundle cut after $part/8 does nothing" is "$(traces)" "$before"
done
check 'a whole one installs from a pipe' sh -c "sh -s -- --fleet fleet-2 --key '$key' </tmp/bundle"
check 'the same program' sh -c "'$here/build' | cmp - /usr/local/sbin/fleet-host"
check 'people can ask for the status' sh -c '/usr/local/sbin/fleet-host status | grep -q "^fleet  *fleet-2"'
check 'it is removed' install --remove
check 'without a trace' is "$(traces | grep -v '^/home/fleet')" ''
check 'nor a key' [ ! -e /home/fleet/.ssh/authorized_keys ]
check 'and removed again' install --remove
echo "$key" >/home/fleet/.ssh/authorized_keys
check 'a user of that name who has keys is refused' fails install --fleet fleet-1 --key "$key"
check 'with the reason' output 'keys of its own in /home/fleet/.ssh/authorized_keys'
check 'keeps them, and nothing is installed' is "$(cat /home/fleet/.ssh/authorized_keys; traces | grep -v '^/home/fleet')" "$key"
rm /home/fleet/.ssh/authorized_keys
usermod -p 'a-hash' fleet
check 'so is one who has a password' fails install --fleet fleet-1 --key "$key"
check 'who keeps it' is "$(getent shadow fleet | cut -d: -f2)" a-hash
userdel -r fleet 2>/dev/null
check 'on a host without the user it makes one' install --fleet fleet-1 --key "$key"
check 'that is not somebody' is "$(id -Gn fleet)" fleet
check 'and goes with it' sh -c "sh '$here/install.sh' --remove && ! getent passwd fleet"

# As a package: over what install.sh had put there, anew, upgraded, removed and purged.
tmp=/root/packages
rm -rf $tmp
mkdir $tmp
check 'the package is made' sh "$here/deb" $tmp
deb=$(echo $tmp/*.deb)
sum=$(sha256sum <"$deb")
sh "$here/deb" $tmp >/dev/null
check 'the same again from the same sources' is "$(sha256sum <"$deb")" "$sum"
unpacked() { dpkg --force-depends -i "$deb" >/tmp/output 2>&1; }
as_fleet() { setpriv --reuid=fleet --regid=fleet --init-groups sudo -n /usr/sbin/fleet-host </dev/null 2>/dev/null | head -n 1; }
install --fleet fleet-1 --key "$key"
salt=$(cat "$state/salt")
echo 77 >"$state/fence"
check 'it goes over what install.sh installed' unpacked
check 'whose program is gone' [ ! -e /usr/local/sbin/fleet-host ]
check 'the state stays' is "$(cat "$state/salt" "$state/fence" "$state/owner")" "$salt${nl}77${nl}fleet-1"
check 'the key leads to the new one' is "$(grep -v '^#' /home/fleet/.ssh/authorized_keys)" "restrict,command=\"sudo -n /usr/sbin/fleet-host\" $key"
check 'which sudo lets it run' is "$(as_fleet)" 'fleet-host 2 - refused'
check 'and nothing else' is "$(setpriv --reuid=fleet --regid=fleet --init-groups sudo -n /usr/sbin/fleet-host status 2>&1 | grep -c 'highest fence')" 0
check 'it asks Prosody as ever' sh -c '/usr/sbin/fleet-host status | grep -q "^fleet  *fleet-1"'
check 'an upgrade changes none of it' sh -c "dpkg --force-depends -i $deb && [ \"\$(cat $state/salt)\" = $salt ] && grep -q 'sudo -n /usr/sbin' /home/fleet/.ssh/authorized_keys"
check 'install.sh says whose host it is, and leaves the program to the package' sh -c "sh '$here/install.sh' --fleet fleet-1 --key '$key' && [ ! -e /usr/local/sbin/fleet-host ]"
check 'and removes nothing of it' fails install --remove
check 'it is removed' dpkg -r fleet-host
check 'with its right, without its state' sh -c "[ ! -e /etc/sudoers.d/fleet-host ] && [ -e $state/salt ]"
unpacked
check 'it is purged' dpkg -P fleet-host
check 'without a trace' is "$(traces | grep -v '^/var/lib/dpkg\|^/home/fleet')" ''
check 'sudoers are valid still' visudo -cq
unpacked
check 'on a host without anything it makes the user' is "$(id -Gn fleet):$(getent shadow fleet | cut -d: -f2)" 'fleet:*'
dpkg -P fleet-host >/dev/null
check 'which goes with it' fails getent passwd fleet
rm -rf $tmp
