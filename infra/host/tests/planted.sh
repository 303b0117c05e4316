# shellcheck shell=sh
# The drift that Fleet makes itself: told in protocol 2, and nothing of Jitsi's.

rm -f "$state/planted" "$state/incarnation"
reset_host
mark=abcdef0123456789
jitsi() { find /etc/prosody /etc/jitsi /var/lib/prosody -type f -exec sha256sum {} + | sort | sha256sum; }
before=$(jitsi)
look
check 'nothing is planted' like_no '^planted '
apply2 'none -' "plant $mark"
check 'it is planted' says 'step 1 done - -'
look
check 'it is told, with the time' like "^planted $mark [0-9]{10}$"
check 'nothing of Jitsi is touched' is "$(jitsi)" "$before"
check 'only root can read it' is "$(stat -c '%U %a' "$state")" 'root 700'
observe - - never
check 'protocol 1 is answered as ever' like_no '^planted '
apply2 'none -' "plant 0123456789abcdef"
look
check 'a newer one takes its place' like '^planted 0123456789abcdef '
echo "\$(id) now" >"$state/planted"
look
check 'what is no mark is not told' like_no '^planted '
apply2 'none -' 'unplant -'
check 'a word too many is refused' refused 'bad-request 1'
apply2 'none -' 'unplant'
check 'it is taken away' says 'step 1 done - -'
look
check 'then none is told' like_no '^planted '
apply2 'none -' 'unplant'
check 'a second time changes nothing' says 'step 1 unchanged - -'
for bad in 'plant -' 'plant short' 'plant ../../etc/passwd' 'plant abcdef0123456789%2F'; do
	apply2 'none -' "$bad"
	check "$bad is refused" refused 'bad-request 1'
done
apply2 'none -' "plant $mark" 'unplant'
check 'both at once are refused' refused 'bad-request 2'
check 'and leave nothing' [ ! -e "$state/planted" ]
rm -f "$state/incarnation"
reset_host
