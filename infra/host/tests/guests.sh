# shellcheck shell=sh
# Guests: their virtual host, Jicofo's authentication and config.js, each there and back to the byte.

# shellcheck source=guests-lib.sh
. "$tests/guests-lib.sh"

# Jicofo's line.
reset_guests
observe - - never
apply 'none -' "$(set_jicofo on)"
check 'authentication goes on' says 'step 1 done - -'
check 'by one line at the end' is "$(cat "$jicofo/jicofo.conf")" "$(cat /root/original.jicofo/jicofo.conf; echo "$ours")"
check 'owner and mode stay' is "$(stat -c '%U %G %a' "$jicofo/jicofo.conf")" "$(stat -c '%U %G %a' /root/original.jicofo/jicofo.conf)"
check 'what Jicofo does is told, and still the old' says 'jicofo-in-force none - -'
observe - - never
check 'the line is told as ours' like "^jicofo hocon read [0-9a-f]+ true XMPP $H yes$"
apply 'none -' "$(set_jicofo on)"
check 'a second time changes nothing' says 'step 1 unchanged - -'
observe - - never
apply 'none -' "$(set_jicofo off)"
check 'it goes off again' says 'step 1 done - -'
check 'to the byte' same "$jicofo/jicofo.conf" /root/original.jicofo/jicofo.conf
printf '# no line end' >>"$jicofo/jicofo.conf"
cp -p "$jicofo/jicofo.conf" /tmp/jicofo.conf
observe - - never
apply 'none -' "$(set_jicofo on)"
check 'a last line without an end is nothing special' says 'step 1 done - -'
observe - - never
apply 'none -' "$(set_jicofo off)"
check 'nor on the way back' same "$jicofo/jicofo.conf" /tmp/jicofo.conf
observe - - never
change=$(set_jicofo on)
echo '# meanwhile' >>"$jicofo/jicofo.conf"
apply 'none -' "$change"
check 'a file that changed since is refused' refused 'stale 1'
reset_jicofo
printf '}\n' >>"$jicofo/jicofo.conf"
observe - - never
apply 'none -' "$(set_jicofo on)"
check 'a file that Jicofo can not read is left alone' says 'step 1 failed jicofo-invalid -'
check 'as it was' is "$(tail -n 1 "$jicofo/jicofo.conf")" '}'
reset_jicofo
{ echo '{'; cat /root/original.jicofo/jicofo.conf; echo '}'; } >"$jicofo/jicofo.conf"
observe - - never
apply 'none -' "$(set_jicofo on)"
check 'one that can not take the line is left alone too' says 'step 1 failed not-effective -'
check 'and nothing lies beside it' is "$(ls -A "$jicofo" | grep fleet)" ''
reset_jicofo
printf '%s\n' "$ours" 'jicofo.authentication.enabled = false' >>"$jicofo/jicofo.conf"
observe - - never
guest='jitsi-anonymous yes'
apply 'none -' "$(set_jicofo on)" 'add-guest-host jitsi-anonymous'
check 'the line with another after it that undoes it is not enough' says 'step 1 failed not-effective -'
check 'to let guests in on disk' says 'step 2 skipped jicofo-failed -'
guest=''
reset_jicofo
chown root "$jicofo/jicofo.conf"
observe - - never
apply 'none -' "$(set_jicofo on)"
check 'a file that is not its own is not touched' refused 'unsafe-path 1'
reset_jicofo
mv "$jicofo/jicofo.conf" "$jicofo/elsewhere.conf"
ln -s elsewhere.conf "$jicofo/jicofo.conf"
observe - - never
apply 'none -' "set-jicofo-authentication on $(hash_of "$jicofo/jicofo.conf")"
check 'nor a link' refused 'unsafe-path 1'

reset_jicofo
printf 'x=1\norg.jitsi.jicofo.auth.URL = XMPP:old.example\r\ny=2\n' >"$jicofo/sip-communicator.properties"
printf 'A=1\nJAVA_SYS_PROPS="-Dx=y -Dorg.jitsi.jicofo.auth.URL=XMPP:old.example -Dz"\nB=2' >"$jicofo/config"
observe - - never
apply 'none -' "set-jicofo-login legacy $(hash_of "$jicofo/sip-communicator.properties")" "set-jicofo-login options-legacy $(hash_of "$jicofo/config")"
check 'a login address in the properties becomes H' is "$(cat "$jicofo/sip-communicator.properties")" "$(printf 'x=1\norg.jitsi.jicofo.auth.URL = XMPP:%s\r\ny=2' "$H")"
check 'and in the options' is "$(cat "$jicofo/config")" "$(printf 'A=1\nJAVA_SYS_PROPS="-Dx=y -Dorg.jitsi.jicofo.auth.URL=XMPP:%s -Dz"\nB=2' "$H")"
printf 'org.jitsi.jicofo.auth.URL=EXT_JWT:old.example\n' >"$jicofo/sip-communicator.properties"
observe - - never
apply 'none -' "set-jicofo-login legacy $(hash_of "$jicofo/sip-communicator.properties")"
check 'one for tokens is not rewritten' says 'step 1 failed not-plain -'

# Its restart.
reset_guests
observe - - never
pid=$(pgrep -u jicofo -f jicofo-standin)
apply 'none -' "$(set_jicofo on)" 'restart-jicofo'
check 'a restart is done when Jicofo says that it asks for logins' says 'step 2 done - -'
check 'it is another process' fails is "$(pgrep -u jicofo -f jicofo-standin)" "$pid"
check 'and what it says is told' says "jicofo-in-force xmpp $H -"
printf 'org.jitsi.jicofo.auth.URL=XMPP:old.example\n' >>"$jicofo/sip-communicator.properties"
observe - - never
guest='jitsi-anonymous yes'
brace=$(grep -bo 'hosts: {' "$config_js" | head -n 1 | awk -F: '{ print $1 + 7 }')
service prosody stop >/dev/null
apply 'none -' 'restart-jicofo' 'add-guest-host jitsi-anonymous' "$(anonymous "$brace" insert)" 'start-service prosody' \
	"$(set_provider jitsi-anonymous anonymous)"
check 'a restart that ends in something else has failed' says 'step 1 failed not-in-force -'
check 'and lets no guest in' says 'guest-activation skipped jicofo-not-proven'
check 'nor puts what would on disk' says 'step 2 skipped jicofo-not-proven -'
check 'neither their virtual host' is "$(ls /etc/prosody/conf.d /etc/prosody/conf.avail | grep guest)" ''
check 'nor a provider' says 'step 5 skipped jicofo-not-proven -'
check 'which stays' is "$(provider_of "$own")" jitsi-anonymous
check 'nor the page that would connect there' cmp "$config_js" /root/original.config.js
check 'Prosody, which may know them already, is not started' says 'step 4 skipped jicofo-not-proven -'
service prosody start >/dev/null
wait_for prosody_answers
observe - - never
check 'so that whoever starts it lets in no guest' is "$(in_force "guest.$H")" ''
apply 'none -' "$(set_jicofo off)"
check 'guests with Jicofo switched off are a contradiction' refused 'bad-request 1'

# The virtual host.
reset_guests
observe - - never
guest='jitsi-anonymous no'
apply 'none -' 'add-guest-host jitsi-anonymous'
check 'guests get their virtual host' says 'step 1 done - -'
check 'linked' is "$(readlink "$guest_link")" "$guest_own"
check 'in force, without a restart' says 'guest-activation done -'
check 'which Prosody says' says "active guest.$H local jitsi-anonymous"
apply 'none -' 'add-guest-host jitsi-anonymous'
check 'a second time changes nothing' says 'outcome unchanged'
guest='anonymous no'
apply 'none -' 'add-guest-host anonymous'
check 'another provider is switched in place' says 'guest-activation done -'
check 'in force' says "active guest.$H local anonymous"
guest='absent no'
apply 'none -'
check 'what is on disk is not taken away in force alone' says 'guest-activation failed config-differs'
apply 'none -' 'remove-guest-host'
check 'it goes again' says 'step 1 done - -'
check 'also in force' says 'guest-activation done -'
check 'which Prosody says again' is "$(in_force "guest.$H")" ''
check 'and nothing is left' as_it_was
guest=''
echo '-- mine' >"$guest_own"
apply 'none -' 'add-guest-host jitsi-anonymous'
check 'a file of somebody else is in the way' says 'step 1 failed in-the-way -'
apply 'none -' 'remove-guest-host'
check 'and not removed' says 'step 1 failed not-ours -'
check 'not at all' is "$(cat "$guest_own")" '-- mine'
rm "$guest_own"
ln -s /etc/shadow "$guest_own"
apply 'none -' 'add-guest-host jitsi-anonymous'
check 'nor is a link followed' says 'step 1 failed in-the-way -'
rm "$guest_own"

# config.js.
reset_guests
observe - - never
apply 'none -' "$(anonymous "$brace" insert)"
check 'anonymousdomain is inserted' says 'step 1 done - -'
check 'as one line' is "$(diff /root/original.config.js "$config_js" | grep '^[<>]')" ">         anonymousdomain: 'guest.$H', /* fleet */"
observe - - never
apply 'none -' "$(anonymous "$brace" remove)"
check 'and removed, to the byte' same "$config_js" /root/original.config.js
forms() { # NAME BEFORE AFTER FORM PLACE BACK: there, and with BACK back again
	printf '%s' "$2" >"$config_js"
	observe - - never
	apply 'none -' "$(anonymous "$5" "$4")"
	check "$1" is "$(cat "$config_js"; echo .)" "$(printf '%s.' "$3")"
	[ -n "$6" ] || return
	observe - - never
	apply 'none -' "$(anonymous "$5" "$6")"
	check "$1, and back" is "$(cat "$config_js"; echo .)" "$(printf '%s.' "$2")"
}
cr=$(printf '\r')
forms 'one line is enough' "var config={hosts:{domain:'x'}};" "var config={hosts:{$nl        anonymousdomain: 'guest.$H', /* fleet */domain:'x'}};" insert 18 remove
forms 'line ends stay as they are' "hosts = {$cr$nl}" "hosts = {$cr$nl        anonymousdomain: 'guest.$H', /* fleet */$cr$nl}" insert 8 remove
forms 'a comment becomes the option' "hosts: {$nl  // anonymousdomain: 'guest.$H',$nl}" "hosts: {$nl  anonymousdomain: 'guest.$H',$nl}" uncomment 11 comment
forms 'another domain becomes that of the guests' "config.hosts.anonymousdomain = \"x.y\";" "config.hosts.anonymousdomain = \"guest.$H\";" replace 31 ''
for wrong in 'insert 3' 'remove 18' 'replace 3' 'uncomment 0' 'comment 0' 'insert 999999'; do
	printf '%s' "var config={hosts:{domain:'x'}};" >"$config_js"
	observe - - never
	apply 'none -' "$(anonymous "${wrong#* }" "${wrong% *}")"
	check "$wrong is not the place" refused 'not-the-place 1'
done
observe - - never
change=$(anonymous 18 insert)
echo >>"$config_js"
apply 'none -' "$change"
check 'a config.js that changed since is refused' refused 'stale 1'
rm "$config_js"
ln -s /root/original.config.js "$config_js"
observe - - never
apply 'none -' "set-anonymous-domain $(printf %064d 0) 18 insert"
check 'a link is not followed' refused 'unsafe-path 1'
rm "$config_js"

# All of it, in one apply each.
reset_guests
sum=$(cat "$own" "$config_js" "$jicofo/jicofo.conf" | sha256sum)
observe - - never
guest='jitsi-anonymous yes'
apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)" 'add-guest-host jitsi-anonymous' "$(set_jicofo on)" \
	"$(anonymous "$brace" insert)" 'restart-jicofo' "put-account alice $verifier"
check 'open to guests: done' says 'outcome done'
check 'open to guests: activated' says 'activation done -'
check 'open to guests: guests as well' says 'guest-activation done -'
observe - - never
check 'open to guests: in force' is "$(in_force):$(in_force "guest.$H"):$(field jicofo-in-force)" "internal_hashed:jitsi-anonymous:xmpp $H -"
guest='absent no'
apply 'in-place internal_hashed' 'remove-guest-host' "$(anonymous "$brace" remove)"
check 'guests to members: done' says 'outcome done'
observe - - never
check 'guests to members: in force' is "$(in_force):$(in_force "guest.$H"):$(field jicofo-in-force)" "internal_hashed::xmpp $H -"
apply 'in-place jitsi-anonymous' "$(set_provider internal_hashed jitsi-anonymous)" "$(set_jicofo off)" 'restart-jicofo' 'remove-account alice'
check 'members to open: done' says 'outcome done'
observe - - never
check 'members to open: in force' is "$(in_force):$(in_force "guest.$H"):$(field jicofo-in-force)" 'jitsi-anonymous::none - -'
check 'as it all was' is "$(cat "$own" "$config_js" "$jicofo/jicofo.conf" | sha256sum)" "$sum"
check 'and nothing is left lying about' as_it_was

reset_guests
observe - - never
guest='jitsi-anonymous yes'
apply 'restart internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)" 'add-guest-host jitsi-anonymous' "$(set_jicofo on)" 'restart-jicofo'
check 'by a restart: done' says 'outcome done'
check 'by a restart: in force' is "$(in_force):$(in_force "guest.$H")" internal_hashed:jitsi-anonymous
reset_guests
observe - - never
guest='jitsi-anonymous yes'
apply 'restart internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)" 'add-guest-host jitsi-anonymous'
check 'by a restart that Jicofo is not ready for: not at all' says 'activation skipped jicofo-not-proven'
hide_reader
reset_guests
observe - - never
guest='jitsi-anonymous yes'
apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)" 'add-guest-host jitsi-anonymous' "$(set_jicofo on)"
check 'without its reader Jicofo is not touched' says 'step 3 failed no-reader -'
check 'nor are guests let in on disk' says 'step 2 skipped jicofo-failed -'
check 'not by a link' [ ! -e "$guest_link" ]
check 'nor in force' says 'guest-activation skipped jicofo-not-proven'
check 'while the domain is locked' is "$(provider_of "$own"):$(in_force)" internal_hashed:internal_hashed
mv /root/reader "$reader"
guest='open yes'
apply 'none -'
check 'another word for guests is refused' refused 'bad-request guest-activation'
guest='absent perhaps'
apply 'none -'
check 'and another for Jicofo' refused 'bad-request guest-needs-jicofo'
guest=''
for bad in 'add-guest-host token' 'remove-guest-host x' 'set-jicofo-authentication maybe 0' "set-jicofo-login hocon $(printf %064d 0)" 'restart-jicofo now' \
	"set-anonymous-domain $(printf %064d 0) 1 rewrite" 'disable-account ../x'; do
	apply 'none -' "$bad"
	check "$bad is refused" refused 'bad-request 1'
done
apply 'none -' 'add-guest-host anonymous' 'remove-guest-host'
check 'and so are two that contradict' refused 'bad-request 2'
reset_guests
