# shellcheck shell=sh
# One transaction: what is on disk, what is in force, whose sessions stay.

lock_down() { observe - - never; apply "$1" "$(set_provider jitsi-anonymous internal_hashed)"; }

reset_host
apply 'none -' "put-account alice $verifier"
old=$("$tests/bosh" join)
waiting=$("$tests/bosh" open)
before=$(stat -c '%U:%G %a' "$own")
sum=$(sed 's/"jitsi-anonymous" -- do not/"internal_hashed" -- do not/' "$own" | sha256sum)
lock_down 'in-place internal_hashed'
check 'locked down in place' says 'outcome done'
check 'the literal is set' says 'step 1 done - -'
check 'and nothing else in the file' is "$(sha256sum <"$own")" "$sum"
check 'whose owner and mode stay' is "$(stat -c '%U:%G %a' "$own")" "$before"
check 'the link stays a link' [ -h "$link" ]
check 'it is valid' says 'check valid - -'
check 'and in force' is "$(in_force)" internal_hashed
check 'the session of before is counted' says 'sessions 1 1'
check 'and stays up' "$tests/bosh" alive "$old"
check 'a new one is refused' fails "$tests/bosh" join
check 'one that had begun, but not logged in, is refused too' fails "$tests/bosh" auth "$waiting"
check 'a member logs in' "$tests/bosh" join alice s3cret
check 'a member with another password does not' fails "$tests/bosh" join alice wrong
observe - - never
check 'members are told from the others' says 'sessions 2 1'
apply 'none -' 'close-sessions -'
check 'sessions without login are closed when asked' says 'step 1 done - 1'
check 'and are counted after it' says 'sessions 1 0'
check 'the one of before is gone' fails "$tests/bosh" alive "$old"
apply 'in-place internal_hashed'
check 'nothing to do is nothing done' says 'outcome unchanged'
service prosody restart >/dev/null
wait_for prosody_answers
observe - - never
check 'it survives a restart' is "$(in_force)" internal_hashed
member=$("$tests/bosh" join alice s3cret)
apply 'none -' 'remove-account alice'
check "a removed user's sessions are closed" says 'step 1 done - 1'
check 'at once' fails "$tests/bosh" alive "$member"
observe - - never
apply 'in-place jitsi-anonymous' "$(set_provider internal_hashed jitsi-anonymous)"
check 'and opened again' is "$(in_force)" jitsi-anonymous
check 'for anybody' "$tests/bosh" join

reset_host
pid=$(pgrep -u prosody -x lua5.4)
lock_down 'restart internal_hashed'
check 'locked down by a restart' says 'activation done -'
check 'in force' is "$(in_force)" internal_hashed
check 'which is another process' [ "$pid" != "$(pgrep -u prosody -x lua5.4)" ]
check 'that keeps no hold of the lock' flock -n "$state/lock" true
check 'and minds its signals' sh -c "grep -q '^SigIgn:.*[02468ace]$' /proc/$(pgrep -u prosody -x lua5.4)/status"

reset_host
sed -i "s/\"jitsi-anonymous\" -- do not/'jitsi-anonymous' -- do not/" "$own"
observe - - never
apply 'none -' "$(set_provider jitsi-anonymous internal_hashed | sed "s/ [0-9]* j/ $(($(grep -bo "authentication = '" "$own" | cut -d: -f1) + 17)) j/")"
check 'other quotes stay as they are' grep -q "authentication = 'internal_hashed' -- do not delete me" "$own"
check 'without activation nothing changes in force' is "$(in_force)" jitsi-anonymous
apply 'in-place internal_hashed'
check 'which can be made good' is "$(in_force)" internal_hashed
apply 'in-place jitsi-anonymous'
check 'but nothing is put in force that is not on disk' says 'activation failed config-differs'
check 'so it stays closed' is "$(in_force)" internal_hashed

reset_host
service prosody stop >/dev/null
lock_down 'in-place internal_hashed'
check 'with Prosody down the file is closed' is "$(provider_of "$own")" internal_hashed
check 'and what could not be done is told' says 'activation failed not-running'
apply 'in-place internal_hashed' 'start-service prosody'
check 'a service is started' says 'step 1 done - -'
check 'with what is on disk' is "$(in_force)" internal_hashed
check 'so there was nothing to switch' says 'activation unchanged -'
apply 'none -' 'start-service prosody' 'start-service nginx'
check 'a service that runs is left alone' says 'step 1 unchanged - -'

reset_host
rm "$link"
apply 'none -' 'link-config -'
check 'a missing link is made again' is "$(readlink "$link")" "$own"
ln -sf /nowhere "$link"
apply 'none -' 'link-config -'
check 'a dangling one too' is "$(readlink "$link")" "$own"
apply 'none -' 'link-config -'
check 'a good one stays' says 'step 1 unchanged - -'
ln -sf "$main" "$link"
apply 'none -' 'link-config -'
check 'one that leads elsewhere is left to its author' says 'step 1 failed leads-elsewhere -'
rm "$link"
sed 's/"jitsi-anonymous" -- do/"internal_hashed" -- do/' "$own" >"$link"
sum=$(sha256sum <"$link")
observe - - never
apply 'none -' "link-config $(hash_of "$link")"
check 'a copy becomes the file it hid, and a link' is "$(readlink "$link"):$(sha256sum <"$own")" "$own:$sum"
check 'the file it hid is kept' cmp "$state/replaced.$H.cfg.lua" /root/original.cfg.lua
rm "$link" "$own"
apply 'none -' 'link-config -'
check 'without a file there is nothing to link' says 'step 1 failed no-target -'
reset_host
rm "$link"
cp "$own" "$link"
observe - - never
change=$(set_provider jitsi-anonymous internal_hashed)
apply 'in-place internal_hashed' "link-config $(hash_of "$link")" "$change"
check 'a copy is closed and made a link in one go' is "$(readlink "$link"):$(provider_of "$own"):$(in_force)" "$own:internal_hashed:internal_hashed"

reset_host
chmod 666 "$own"
apply 'none -' "fix-config-permissions $link"
check 'permissions of the file are put right' is "$(stat -c '%U:%G %a' "$own")" 'root:prosody 640'

reset_host
lock_down 'none -'
sed -i '$ d' "$state/ledger"
apply 'none -'
apply 'none -'
check 'the ledger knows each apply' is "$(wc -l <"$state/ledger")" 2
apply 'none -'
send observe <<-E
	domain $H
	known-config -
	known-accounts -
	check-config never
	ledger-after 2
E
check 'and tells the later ones' is "$(field ledger | cut -d' ' -f1,3-6)" "3 $fence 7 try-$fence unchanged"
