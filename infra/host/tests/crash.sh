# shellcheck shell=sh
# kill -9 in the middle of an apply: the host is in the state of before or after, whole, and the next apply settles the rest.

whole() { case $(sha256sum <"$own") in "$old_sum" | "$new_sum") ;; *) echo "the file is neither the old nor the new one"; return 1 ;; esac; }
prosody_reads_it() { setpriv --reuid=prosody --regid=prosody --init-groups prosodyctl check config | grep -q 'Checking config'; }
# On disk and in force, as the old or the new; what is in force is never more open than both were.
never_more_open() {
	observe - - never
	case $1:$(provider_of "$own"):$(in_force) in
	tightening:jitsi-anonymous:jitsi-anonymous | tightening:internal_hashed:*) ;;
	loosening:internal_hashed:internal_hashed | loosening:jitsi-anonymous:*) ;;
	*) echo "on disk $(provider_of "$own"), in force $(in_force)"; return 1 ;;
	esac
}

# crash_at POINT ACTIVATION FROM TO [CHANGE...]
crash_at() {
	point=$1 how=$2 from=$3 to=$4
	shift 4
	[ "$to" = internal_hashed ] && direction=tightening || direction=loosening
	reset_host
	[ "$from" = jitsi-anonymous ] || start_with "$from"
	old_sum=$(sha256sum <"$own")
	new_sum=$(sed "s/\"$from\" -- do/\"$to\" -- do/" "$own" | sha256sum)
	observe - - never
	crash_apply "$point" "$how $to" "$(set_provider "$from" "$to")" "put-account alice $verifier" "$@"
	check "$direction ($how), killed at $point: it was" is "$(wc -c </tmp/reply)" 0
	check "$direction ($how), killed at $point: the file is whole" whole
	check "$direction ($how), killed at $point: Prosody reads it" prosody_reads_it
	[ "$point" = stopped ] || check "$direction ($how), killed at $point: never more open" never_more_open $direction
	observe - - never
	set --
	[ "$(sha256sum <"$own")" = "$new_sum" ] || set -- "$(set_provider "$from" "$to")"
	apply "$how $to" "put-account alice $verifier" "$@"
	check "$direction ($how), killed at $point: the next apply gets there" like '^outcome (done|unchanged)$'
	check "$direction ($how), killed at $point: in force" is "$(in_force)" "$to"
	check "$direction ($how), killed at $point: on disk" is "$(sha256sum <"$own")" "$new_sum"
	check "$direction ($how), killed at $point: and leaves nothing lying about" clean
}

for point in locked fresh journal accounts noted written renamed config validated activated ledger ended before-reply; do
	crash_at $point in-place jitsi-anonymous internal_hashed
done
for point in noted written renamed validated activated; do crash_at $point in-place internal_hashed jitsi-anonymous; done
for point in restarting stopped; do crash_at $point restart jitsi-anonymous internal_hashed; done

# The journal of the dead, and what the next one says of it.
reset_host
observe - - never
crash_apply renamed 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
dead=$fence
observe - - never
check 'an interrupted apply is told' says "interrupted $dead 7 try-$dead"
apply 'none -'
check 'and what was kept of it' says "recovered try-$dead kept"
observe - - never
check 'it is in the ledger' like "^ledger [0-9]+ [0-9]+ $dead 7 try-$dead interrupted kept$"
check 'and no longer under way' like_no '^interrupted '

reset_host
observe - - never
crash_apply renamed 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
printf '\nedited by hand' >>"$own"
sum=$(sha256sum <"$own")
apply 'none -'
check 'a file that somebody else wrote since is left alone' is "$(sha256sum <"$own")" "$sum"
check 'and said to be' says "recovered try-$((fence - 1)) nothing"

reset_host
observe - - never
crash_apply renamed 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
crash_apply recovering 'none -'
check 'killed while it settles another: it was' is "$(wc -c </tmp/reply)" 0
apply 'in-place internal_hashed'
check 'killed while it settled the first, the third gets there' is "$(provider_of "$own"):$(in_force)" internal_hashed:internal_hashed
check 'and leaves nothing lying about' clean

reset_host
apply 'none -' "put-account alice $verifier"
observe - - never
apply 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
member=$("$tests/bosh" join alice s3cret)
crash_apply removed 'none -' 'remove-account alice'
check 'killed after a removal, the session is still up' "$tests/bosh" alive "$member"
apply 'none -' 'remove-account alice'
check 'and the next apply closes it' says 'step 1 unchanged - 1'

# A copy that becomes the file it hid.
for point in noted written renamed linked; do
	reset_host
	rm "$link"
	sed 's/"jitsi-anonymous" -- do/"internal_hashed" -- do/' "$own" >"$link"
	sum=$(sha256sum <"$link")
	observe - - never
	crash_apply $point 'none -' "link-config $(hash_of "$link")"
	check "a copy, killed at $point: it was" is "$(wc -c </tmp/reply)" 0
	check "a copy, killed at $point: what Prosody loads is the same" is "$(sha256sum <"$link")" "$sum"
	observe - - never
	if [ -h "$link" ]; then apply 'none -' 'link-config -'; else apply 'none -' "link-config $(hash_of "$link")"; fi
	check "a copy, killed at $point: the next apply gets there" is "$(readlink "$link"):$(sha256sum <"$own")" "$own:$sum"
	check "a copy, killed at $point: and leaves nothing lying about" clean
done

# Everything of it at once, at any time from the journal's first line to its last.
for delay in 0 0.03 0.08 0.15 0.25 0.4; do
	after=$delay
	while :; do
		reset_host
		old_sum=$(sha256sum <"$own")
		new_sum=$(sed 's/"jitsi-anonymous" -- do/"internal_hashed" -- do/' "$own" | sha256sum)
		observe - - never
		change=$(set_provider jitsi-anonymous internal_hashed)
		printf '%s\n' "domain $H" 'fleet fleet-1' 'fence 2' 'generation 7' 'correlation at-once' 'activation in-place internal_hashed' \
			"change 1 $change" "change 2 put-account alice $verifier" | framed apply >/tmp/request
		setsid "$fleet_host" </tmp/request >/tmp/reply 2>/dev/null &
		victim=$!
		until [ -e "$state/journal" ] || [ ! -d /proc/$victim ]; do :; done
		sleep "$after"
		kill -s KILL -- "-$victim" 2>/dev/null
		wait $victim 2>/dev/null
		# One that had ended already says nothing about a crash: again, and sooner.
		if [ -e "$state/journal" ] || [ "$after" = 0 ]; then break; fi
		after=$(echo "$after" | awk '{ print $1 < 0.02 ? 0 : $1 / 2 }')
	done
	check "all killed after $delay s: in the middle" [ -e "$state/journal" ]
	check "all killed after $delay s: without an answer" [ ! -s /tmp/reply ]
	check "all killed after $delay s: the file is whole" whole
	check "all killed after $delay s: never more open" never_more_open tightening
	set --
	[ "$(sha256sum <"$own")" = "$new_sum" ] || set -- "$(set_provider jitsi-anonymous internal_hashed)"
	apply 'in-place internal_hashed' "put-account alice $verifier" "$@"
	check "all killed after $delay s: the next apply gets there" is "$(provider_of "$own"):$(in_force):$(ls "$store/accounts")" internal_hashed:internal_hashed:alice.dat
	check "all killed after $delay s: and leaves nothing lying about" clean
done

# Signals are not kill -9: what was begun is finished.
reset_host
observe - - never
change=$(set_provider jitsi-anonymous internal_hashed)
printf '%s\n' "domain $H" 'fleet fleet-1' 'fence 2' 'generation 7' 'correlation signalled' 'activation restart internal_hashed' "change 1 $change" |
	framed apply >/tmp/request
"$fleet_host" </tmp/request >/dev/null 2>&1 &
victim=$!
wait_for [ -e "$state/journal" ]
kill -HUP $victim
kill -TERM $victim
wait $victim
observe - - never
check 'HUP and TERM end nothing in the middle' is "$(in_force)" internal_hashed
check 'which the ledger says' like '^ledger [0-9]+ [0-9]+ 2 7 signalled done -$'
