# shellcheck shell=sh
# A Prosody that does not take the change, a disk that does not take the file.

reset_host
cat >>"$own" <<-E
	local mine = io.open("$own"):read("*a")
	assert(mine:find("jitsi%-anonymous. %-%- do"), "not like this")
E
service prosody restart >/dev/null
wait_for prosody_answers
sum=$(sha256sum <"$own")
observe - - never
apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)" "put-account alice $verifier"
check 'a change that makes the configuration invalid is put back' is "$(sha256sum <"$own")" "$sum"
check 'and told' says 'step 1 restored config-invalid -'
check 'with the outcome' says 'outcome restored'
check 'why' like '^check invalid '
check 'nothing was put in force' is "$(in_force)" jitsi-anonymous
check 'what has nothing to do with it stays' says 'step 2 done - -'

reset_host
rm -f /tmp/gate
cat >>"$own" <<-E
	if io.open("$own"):read("*a"):find("internal_hashed. %-%- do") then
		local deadline = os.time() + 20
		repeat local gate = io.open("/tmp/gate") until gate or os.time() > deadline
		error("not like this")
	end
E
observe - - never
change=$(set_provider jitsi-anonymous internal_hashed)
{
	wait_for grep -q 'internal_hashed. -- do' "$own"
	echo '-- by hand' >>"$own"
	touch /tmp/gate
} &
apply 'in-place internal_hashed' "$change"
check 'what somebody else has changed meanwhile is not put back' is "$(provider_of "$own"):$(tail -n 1 "$own")" 'internal_hashed:-- by hand'
check 'and not said to be' says 'step 1 failed not-restored -'
check 'nor in the outcome' says 'outcome failed'

reset_host
mv /usr/bin/prosody /usr/bin/prosody.real
printf '#!/bin/sh\ngrep -q "internal_hashed. -- do not" %s && exit 1\nexec /usr/bin/lua5.4 /usr/bin/prosody.real "$@"\n' "$own" >/usr/bin/prosody
chmod 755 /usr/bin/prosody
sum=$(sha256sum <"$own")
observe - - never
apply 'restart internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
check 'a Prosody that does not start gets its file back' is "$(sha256sum <"$own")" "$sum"
check 'and is started with it' is "$(in_force)" jitsi-anonymous
check 'which is told' says 'activation restored did-not-start'
mv /usr/bin/prosody.real /usr/bin/prosody

reset_host
lib=/usr/lib/prosody/modules/mod_auth_internal_hashed.lua
mv $lib $lib.away
sum=$(sha256sum <"$own")
observe - - never
apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
check 'a provider that can not be loaded is told' says 'activation failed not-loaded'
check 'what was closed on disk stays closed' is "$(provider_of "$own")" internal_hashed
mv $lib.away $lib

reset_host
observe - - never
change=$(set_provider jitsi-anonymous internal_hashed)
full() { # DIRECTORY: no room left in it
	cp -a "$1" /tmp/kept
	mount -t tmpfs -o "size=${2:-64k},mode=$(stat -c %a "$1")" tmpfs "$1"
	chown --reference=/tmp/kept "$1"
	cp -a /tmp/kept/. "$1"
	rm -rf /tmp/kept
	dd if=/dev/zero of="$1/filler" bs=4096 2>/dev/null
}
full /etc/prosody/conf.avail
sum=$(sha256sum <"$own")
apply 'in-place internal_hashed' "$change"
check 'without room for the file it stays as it was' is "$(sha256sum <"$own")" "$sum"
check 'which is told' says 'step 1 failed cannot-write -'
check 'nothing is put in force' says 'activation skipped config-failed'
check 'and nothing lies about' is "$(find /etc/prosody -name '*.fleet-new')" ''
umount /etc/prosody/conf.avail
full "$state"
apply 'in-place internal_hashed' "$change"
check 'without room for the journal nothing is begun' refused 'cannot-write -'
check 'and nothing is changed' is "$(provider_of "$own")" jitsi-anonymous
observe - - never
check 'a look needs no room' like '^in-force known'
umount "$state"
apply 'none -' "put-account alice $verifier"
full "$store"
apply 'none -' "put-account bob $verifier" "put-account alice SHA-1 5000 other $(echo "$verifier" | cut -d' ' -f4,5)"
check 'without room for accounts none is written' is "$(field step)" "1 failed cannot-write -${nl}2 failed cannot-write -"
check 'and those that were there are whole' "$tests/bosh" join
observe - - never
check 'as they were' like '^account alice .* scram 10000 0123456789abcdef-handmade '
umount "$store"

mount --bind /etc/prosody /etc/prosody
mount -o remount,ro,bind /etc/prosody
apply 'in-place internal_hashed' "$change"
check 'a read-only configuration is told' says 'step 1 failed cannot-write -'
umount /etc/prosody
mount --bind "$state" "$state"
mount -o remount,ro,bind "$state"
apply 'in-place internal_hashed' "$change"
check 'a read-only state directory is refused' refused 'cannot-write -'
umount "$state"
apply 'in-place internal_hashed' "$change"
check 'with room again it is done' says 'outcome done'
