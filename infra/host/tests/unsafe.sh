# shellcheck shell=sh
# A request in the right form that asks for what it must not have: refused whole, and nothing is changed.

reset_host
fingerprint() {
	find /etc /var/lib/prosody /usr/local /root /home -xdev ! -path '*/prosody.sock' -printf '%p %i %m %U %s %T@\n' 2>/dev/null | sort | sha256sum
	ls "$state"
}
print=$(fingerprint)
untouched() { is "$(fingerprint)" "$print"; }
observe - - never
hash=$(hash_of "$link") place=$(place_of "$own")

while IFS='~' read -r what change code; do
	apply 'none -' "$change"
	check "$what" refused "$code"
done <<-E
	another hash~set-provider $link $(printf %064d 0) $place jitsi-anonymous internal_hashed~stale 1
	another place~set-provider $link $hash $((place + 1)) jitsi-anonymous internal_hashed~not-a-provider 1
	a place behind the end~set-provider $link $hash 99999999 jitsi-anonymous internal_hashed~not-a-provider 1
	another old value~set-provider $link $hash $place anonymous internal_hashed~not-a-provider 1
	a literal of another option~set-provider $link $hash $(grep -bo '"bosh"' "$own" | cut -d: -f1) anonymous internal_hashed~not-a-provider 1
	a provider outside of the set~set-provider $link $hash $place jitsi-anonymous token~bad-request 1
	text for a provider~set-provider $link $hash $place jitsi-anonymous %22%0Aos.execute(%22id%22)~bad-request 1
	a negative place~set-provider $link $hash -1 jitsi-anonymous internal_hashed~bad-request 1
	a file elsewhere~set-provider /etc/shadow $hash $place jitsi-anonymous internal_hashed~bad-request 1
	a way out~set-provider /etc/prosody/conf.d/../../shadow.cfg.lua $hash $place jitsi-anonymous internal_hashed~bad-request 1
	another extension~set-provider /etc/prosody/conf.d/x.lua $hash $place jitsi-anonymous internal_hashed~bad-request 1
	a file that is not there~set-provider /etc/prosody/conf.d/none.cfg.lua $hash $place jitsi-anonymous internal_hashed~unsafe-path 1
	a user with a slash~put-account ..%2F..%2Fx $verifier~bad-request 1
	a user with dots~put-account .. $verifier~bad-request 1
	a user with a line end~put-account a%0Ab $verifier~bad-request 1
	a user that is an option~put-account -rf $verifier~bad-request 1
	a user without a name~put-account % $verifier~bad-request 1
	a user in capitals of hex~put-account a%252Eb $verifier~bad-request 1
	an unknown hash~put-account a MD5 10000 s $(echo "$verifier" | cut -d' ' -f4,5)~bad-request 1
	a key of another length~put-account a SHA-256 10000 s $(echo "$verifier" | cut -d' ' -f4,5)~bad-request 1
	a key that is none~put-account a SHA-1 10000 s $(printf %040d 0 | tr 0 g) $(printf %040d 0)~bad-request 1
	no iterations~put-account a SHA-1 0 s $(echo "$verifier" | cut -d' ' -f4,5)~bad-request 1
	endless iterations~put-account a SHA-1 999999999 s $(echo "$verifier" | cut -d' ' -f4,5)~bad-request 1
	a salt with a zero byte~put-account a SHA-1 1 s%00 $(echo "$verifier" | cut -d' ' -f4,5)~bad-request 1
	an unknown service~start-service ssh~bad-request 1
	an unknown kind~run-command id~bad-request 1
	a missing word~remove-account~bad-request 1
	a word too many~remove-account a b~bad-request 1
	permissions elsewhere~fix-config-permissions /etc/shadow~bad-request 1
	permissions of what is not there~fix-config-permissions /etc/prosody/conf.d/none.cfg.lua~unsafe-path 1
	a link that is no copy~link-config $hash~stale 1
	sessions of nobody~close-sessions a;b~bad-request 1
E
check 'none of it changed anything' untouched
apply 'none -' "put-account alice $verifier" "put-account alice $verifier"
check 'a user named twice is refused' refused 'bad-request 2'
apply 'none -' "put-account alice $verifier" "set-provider $link $hash 1 anonymous internal_hashed"
check 'one change that may not be refuses all' refused 'not-a-provider 2'
check 'so the account is not there' [ ! -e "$store" ]
for activation in 'in-place token' 'in-place' 'reload internal_hashed' 'restart ;id' 'none x'; do
	apply "$activation"
	check "the activation $activation is refused" refused 'bad-request activation'
done
fleet=fleet-2
apply 'none -' "put-account alice $verifier"
check "another fleet's request is refused" refused 'other-owner fleet-1'
fleet=fleet-1
check 'still nothing is changed' untouched
apply 'none -'
fence=$((fence - 2))
apply 'none -' "put-account alice $verifier"
check 'a lower fence is refused' refused "lower-fence $((fence + 1))"
apply 'none -' "put-account alice $verifier"
check 'the same fence is the same worker' says 'step 1 done - -'

reset_host
cp "$own" "$link.new"
chown prosody: /etc/prosody/conf.avail
observe - - never
change=$(set_provider jitsi-anonymous internal_hashed)
apply 'none -' "$change"
check 'a directory that is not only for root to write is no place to write' refused 'unsafe-path 1'
chown root:prosody /etc/prosody/conf.avail
rm "$link" "$link.new"
ln -s /root/evil.cfg.lua "$link"
cp "$own" /root/evil.cfg.lua
apply 'none -' "$change"
check 'a link that leads out of the configuration is not followed' refused 'unsafe-path 1'
rm /root/evil.cfg.lua

reset_host
printf '\nsyntax error' >>"$own"
observe - - never
apply 'in-place internal_hashed'
check 'on a broken configuration nothing is built' refused "config-invalid $link:$(($(wc -l <"$own") + 1))"
apply 'none -' "put-account alice $verifier"
check 'while accounts can still be changed' says 'step 1 done - -'
reset_host
cat >>"$own" <<-E
	if not prosody then os.execute("touch /tmp/executed; id -u >/tmp/executed") end
	os.execute("id -u >>/tmp/executed")
E
rm -f /tmp/executed
touch /tmp/executed
chmod 666 /tmp/executed
observe
observe - - never
apply 'in-place jitsi-anonymous'
check "the configuration's Lua never runs as root" fails grep -qx 0 /tmp/executed
check 'though it does run' grep -q . /tmp/executed
rm -f /tmp/executed

reset_host
cp /bin/sleep /tmp/apt-get
/tmp/apt-get 30 &
apt=$!
apply 'none -' "put-account alice $verifier"
check 'while packages are installed an apply is postponed' says 'reason dpkg-running -'
check 'as that' like '^fleet-host 1 [^ ]* postponed$'
kill $apt
flock "$state/lock" sleep 30 &
holder=$!
wait_for fails flock -n "$state/lock" true
apply 'none -' "put-account alice $verifier"
check 'two applies never run at once' says 'reason busy -'
pkill -P $holder
