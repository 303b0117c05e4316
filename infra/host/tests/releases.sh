# shellcheck shell=sh
# What differs from one release of Prosody to the next: 0.11 has no shell, 13 can disable accounts and dates them.

prosody=$(dpkg-query -W -f '${Version}' prosody)
record() { cat "$store/accounts/alice.dat"; }
stamp() { record | sed -n "s/.*\[\"$1\"\] = \([0-9]*\).*/\1/p"; }
can_log_in() { "$tests/bosh" join alice s3cret; }
locked() { ! "$tests/bosh" join; }

reset_host
observe - - never
apply 'none -' "put-account alice $verifier"
check "$prosody: an account is put" says 'step 1 done - -'
observe
check "$prosody: and read" like "^account alice regular prosody prosody 640 scram 10000 0123456789abcdef-handmade [0-9a-f]+ [0-9a-f]+ no$"
check "$prosody: the configuration is valid" says 'check valid - -'
case $prosody in
0.11.*)
	check '0.11: what is in force is not known' says 'in-force unknown no-shell'
	apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
	check '0.11: nothing is switched in place' says 'activation failed no-shell'
	check '0.11: on disk it is' is "$(provider_of "$own")" internal_hashed
	check '0.11: so the door is still open' "$tests/bosh" join
	guest='jitsi-anonymous no'
	apply 'none -' 'add-guest-host jitsi-anonymous'
	check '0.11: nor do guests get in' says 'guest-activation failed no-shell'
	apply 'restart internal_hashed' 'add-guest-host jitsi-anonymous'
	check '0.11: a restart locks' says 'activation done -'
	check '0.11: and lets guests in' says 'guest-activation done -'
	check '0.11: the door is locked' locked
	check '0.11: the guests have theirs' "$tests/bosh" guest
	guest='absent no'
	apply 'restart internal_hashed' 'remove-guest-host'
	check '0.11: which another restart closes' fails "$tests/bosh" guest
	;;
*)
	check "$prosody: what is in force is known" says "in-force known ${prosody%%-*}"
	guest='jitsi-anonymous no'
	apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)" 'add-guest-host jitsi-anonymous'
	check "$prosody: in place it locks" locked
	check "$prosody: and lets guests in" "$tests/bosh" guest
	guest='absent no'
	apply 'none -' 'remove-guest-host'
	check "$prosody: and out" fails "$tests/bosh" guest
	;;
esac
guest=''
check "$prosody: alice logs in" can_log_in

case $prosody in
0.*)
	member=$("$tests/bosh" join alice s3cret)
	apply 'none -' 'disable-account alice'
	check "$prosody: disables nobody" says 'step 1 failed not-supported -'
	check "$prosody: and ends no session" "$tests/bosh" alive "$member"
	check "$prosody: and dates nothing" fails grep -q created "$store/accounts/alice.dat"
	;;
*)
	made=$(stamp created)
	check '13: an account says when it was made' [ "$made" -gt 1700000000 ]
	sed -i "s/= $made/= 1700000000/; s/return {/return { [\"note\"] = \"a b\"; [\"flag\"] = false;/" "$store/accounts/alice.dat"
	member=$("$tests/bosh" join alice s3cret)
	apply 'none -' 'disable-account alice'
	check '13: an account is disabled, and its session ended' says 'step 1 done - 2'
	check '13: it has ended' fails "$tests/bosh" alive "$member"
	check '13: a new login is refused' fails can_log_in
	check '13: when it was made is kept' is "$(stamp created)" 1700000000
	check '13: when it changed is said' [ "$(stamp updated)" -gt 1700000000 ]
	check '13: what else it says is kept' is "$(record | grep -oE '"note"\] = "a b"|"flag"\] = false' | wc -l)" 2
	observe
	check '13: it is told as disabled' like '^account alice .* yes$'
	apply 'none -' 'disable-account alice'
	check '13: a second time changes nothing' says 'step 1 unchanged - 0'
	apply 'none -' 'enable-account alice'
	check '13: it is enabled again' says 'step 1 done - -'
	check '13: and logs in' can_log_in
	apply 'none -' "put-account alice $(echo "$verifier" | sed 's/10000/10001/')"
	check '13: another password keeps when it was made' is "$(stamp created)" 1700000000
	apply 'none -' 'disable-account bob'
	check '13: who is not there can not be disabled' says 'step 1 failed no-account -'
	echo 'return { 1 }' >"$store/accounts/bob.dat"
	apply 'none -' 'disable-account bob'
	check '13: nor what is no account' says 'step 1 failed not-a-record -'
	;;
esac
reset_host
