# shellcheck shell=sh
# What root says at the console, and what Fleet is told of it.

console() { SUDO_USER=mona "$fleet_host" "$@" >/tmp/console 2>&1; }
told() { grep -q -e "$1" /tmp/console || { cat /tmp/console; return 1; }; }
fresh() {
	rm -f "$state/hold" "$state/incarnation"
	reset_host
}

fresh
look
check 'a host that nobody has spoken to obeys no incarnation' says 'incarnation -'
check 'its clock is told to the microsecond' like '^clock [0-9]{10}\.[0-9]{6}$'
check 'and is the one here' [ "$(($(date +%s) - $(field clock | cut -d. -f1)))" -le 3 ]
check 'there is no hold' like_no '^hold '
observe - - never
check 'protocol 1 is answered as ever' like_no '^(clock|incarnation|epoch|generation|hold) '
apply2 'none -'
check 'an apply of protocol 2 says where the files are' says 'files written'
look
check 'the first incarnation is the one' says 'incarnation aaaa-1'
check 'its generation is told' says 'generation 7'
generation=5
apply2 'none -'
look
check 'the newest one, whatever came since' says 'generation 7'
generation=''
incarnation=bbbb-2
apply2 'none -' "put-account alice $verifier"
check 'another incarnation is refused' refused 'other-incarnation aaaa-1'
apply 'none -' "put-account alice $verifier"
check 'and so is one that does not say which it is' refused 'other-incarnation aaaa-1'
check 'nothing was changed' [ ! -e "$store/accounts/alice.dat" ]
check 'Fleet can not take it over by its key' fails env SUDO_USER=fleet "$fleet_host" take-over fleet-1 bbbb-2
check 'nor hold or release it' fails env SUDO_USER=fleet "$fleet_host" release
check 'root can' console take-over fleet-1 bbbb-2
check 'which says what it was' told 'was: fleet fleet-1, incarnation aaaa-1'
apply2 'none -'
check 'then the new one is obeyed' says 'outcome unchanged'
incarnation=aaaa-1
apply2 'none -'
check 'and the old one refused' refused 'other-incarnation bbbb-2'
incarnation=bbbb-2 epoch=3 fence=1
apply2 'none -'
check 'a new epoch begins its fences anew' says 'outcome unchanged'
look
check 'and is told' says 'epoch 3'
epoch=2 fence=999
apply2 'none -'
check 'an older epoch is refused, whatever its fence' refused 'lower-epoch 3'
epoch=3 fence=0
apply2 'none -'
check 'a lower fence of the epoch too' refused 'lower-fence 2'
for bad in 'incarnation a b' 'epoch -1' 'urgency now' 'adopt-lock x'; do
	printf '%s\n' "domain $H" 'fleet fleet-1' 'incarnation a' 'epoch 0' 'fence 9' 'generation 1' 'correlation c' 'urgency normal' 'adopt-lock -' 'activation none -' |
		sed "s/^${bad%% *} .*/$bad/" >/tmp/lines
	two apply </tmp/lines
	check "$bad is refused" refused "bad-request ${bad%% *}"
done
check 'words that are no ids take nothing over' fails console take-over 'a b' c

fresh
incarnation=aaaa-1 epoch=0
check 'a hold is set' console hold --for 2h 'looking at "ghosts"'
look
check 'it is told, with who and why' like '^hold [0-9]{10} [0-9]{10} hold mona looking%20at%20"ghosts"$'
check 'it lasts two hours' [ "$(field hold | awk '{ print $2 - $1 }')" = 7200 ]
apply2 'none -' "put-account alice $verifier"
check 'an apply is held' like '^fleet-host 2 [^ ]* held$'
check 'and told why' like '^hold [0-9]{10} [0-9]{10} hold mona looking'
apply 'none -' "put-account alice $verifier"
check 'one of protocol 1 is postponed' like '^reason (held [0-9]{10}|other-incarnation.*)$'
check 'nothing is changed' [ ! -e "$store/accounts/alice.dat" ]
"$fleet_host" status >/tmp/console
check 'the status shows it' told '^hold  *hold until .* UTC, by mona: looking%20at'
check 'it is released' console release
apply2 'none -' "put-account alice $verifier"
check 'and applies go on' says 'step 1 done - -'
console hold --for 1m soon
sed -i 's/^[0-9]* [0-9]*/1000000000 1000000060/' "$state/hold"
look
check 'a hold ends by itself' like_no '^hold '
apply2 'none -'
check 'and then holds nothing' says 'outcome unchanged'
check 'nor is it kept' [ ! -e "$state/hold" ]
SUDO_USER=$(printf 'evil\nhold 1 %0300d' 0) "$fleet_host" hold "$(printf 'a\nb%0400d' 0)" >/dev/null
look
check 'who and why are bounded, and one line' like '^hold [0-9]{10} [0-9]{10} hold evil[^ ]{0,190} a%20b0{197}$'
rm "$state/hold"
for bad in 8d 0h 10 x -1h 99999999h; do check "a hold for $bad is refused" fails console hold --for "$bad" why; done
check 'nor is one without a reason set' fails console hold --for 1h
check 'none of these is there' [ ! -e "$state/hold" ]

# An emergency while packages are installed.
installing() {
	cp /bin/sleep /tmp/apt-get
	/tmp/apt-get "$1" &
	apt=$!
}
fresh
apply2 'none -' "put-account alice $verifier"
look
sum=$(sha256sum <"$own")
installing 60
guest='' urgency=emergency
apply2 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
check 'an emergency locks what runs while packages are installed' is "$(in_force)" internal_hashed
check 'a stranger is refused' fails "$tests/bosh" join
check 'a member is not' "$tests/bosh" join alice s3cret
check 'no file is touched' is "$(sha256sum <"$own")" "$sum"
check 'which is said' says 'files pending'
check 'of each change' says 'step 1 skipped dpkg-running -'
check 'it is not all' says 'outcome partly'
apply2 'in-place jitsi-anonymous'
check 'nothing is opened so' says 'reason dpkg-running -'
urgency=normal
apply2 'in-place internal_hashed'
check 'and what is no emergency waits' says 'reason dpkg-running -'
kill $apt
look
apply2 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
check 'the files follow' is "$(provider_of "$own"):$(field outcome):$(field files)" internal_hashed:done:written
look
change=$(set_provider internal_hashed jitsi-anonymous)
apply2 'in-place jitsi-anonymous' "$change"
installing 3
urgency=emergency
look
apply2 'in-place internal_hashed' "$(set_provider jitsi-anonymous internal_hashed)"
check 'what ends within ten seconds is waited for' is "$(provider_of "$own"):$(field files)" internal_hashed:written
urgency=normal
fresh
