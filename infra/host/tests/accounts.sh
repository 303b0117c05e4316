# shellcheck shell=sh
# Accounts: what is read, what is written, and whose rights that takes.

reset_host
start_with internal_hashed
accounts=$store/accounts
account() { field account | grep "^$1 "; }
stamp() { stat -c '%n %i %Y %s' "$accounts"/*.dat | sort; }

apply 'none -' "put-account alice $verifier"
check 'the first account makes its directories' says 'step 1 done - -'
check "for prosody alone" is "$(stat -c '%U:%G %a' "$store" "$accounts" "$accounts/alice.dat" | tr '\n' ' ')" 'prosody:prosody 750 prosody:prosody 750 prosody:prosody 640 '
check 'the user can log in' "$tests/bosh" join alice s3cret
observe
check 'and is told with the verifier' is "$(account alice)" "alice regular prosody prosody 640 scram 10000 0123456789abcdef-handmade $(echo "$verifier" | cut -d' ' -f4,5) no"
apply 'none -' "put-account alice $verifier"
check 'the same again changes nothing' says 'step 1 unchanged - -'
check 'and says so' says 'outcome unchanged'
bad_verifier=$(echo "$verifier" | sed 's/handmade/bad/; s/e4419b /e44bad /')
apply 'none -' "put-account bad $bad_verifier"
check 'a user, a salt and a key that end in bad are as good as any' says 'step 1 done - -'
apply 'none -' 'remove-account bad'
apply 'none -' "put-account j%25c3%25bcrgen $(echo "$verifier" | sed 's/0123456789abcdef-handmade/%22%C3%BC]]=%5C/')"
observe
check 'a salt of odd bytes comes back as it went' is "$(account j%25c3%25bcrgen | cut -d' ' -f8)" '"%C3%BC]]=\'
salt_in_prosody() { printf '> return (require "util.datamanager".load("j\\195\\188rgen", "%s", "accounts") or {}).salt\n' "$H" | prosodyctl shell; }
check 'and Prosody reads it so' is "$(salt_in_prosody | sed -n 's/.*Result: //p')" '"ü]]=\'

sleep 2
observe
digest=$(field accounts | cut -d' ' -f2)
observe - "$digest"
check 'accounts that are known are not sent again' says "accounts same $digest"
touch "$accounts/alice.dat"
observe - "$digest"
check 'a touched one is' like '^accounts sent '

{
	printf '%s\n' "domain $H" 'fleet fleet-1' "fence $((fence += 1))" 'generation 7' 'correlation many' 'activation none -'
	awk -v verifier="$verifier" 'BEGIN {
		for (i = 1; i <= 5000; i++) {
			salted = verifier
			sub(/0123456789abcdef/, "salt" i, salted)
			print "change", i, "put-account", "user" i, salted
		}
	}'
} >/tmp/lines
began=$(date +%s)
send apply </tmp/lines
check '5,000 accounts are put' is "$(field step | grep -c ' done - -$')" 5000
echo "    5,000 accounts put in $(($(date +%s) - began)) s"
sleep 2
began=$(date +%s%N)
observe
echo "    5,000 accounts sent in $((($(date +%s%N) - began) / 1000000)) ms, $(wc -c </tmp/reply) bytes"
check 'and all are told' is "$(field account | grep -c ' scram 10000 ')" 5002
digest=$(field accounts | cut -d' ' -f2)
began=$(date +%s%N)
observe "$(field config | cut -d' ' -f1)" "$digest"
echo "    5,000 accounts, none changed: $((($(date +%s%N) - began) / 1000000)) ms"
check 'or not, when known' says "accounts same $digest"
stamp >/tmp/before
apply 'none -' "put-account user7 $verifier"
check 'one of 5,000 is written' says 'step 1 done - -'
stamp >/tmp/after
check 'and no other is touched' is "$(diff /tmp/before /tmp/after | grep -c '^[<>]')" 2

mkdir -p "$store/roster" "$store/pep_urn%3ax"
chown -R prosody: "$store"
for made in roster/user7.dat roster/user77.dat pep_urn%3ax/user7.list accounts/user7.dat~; do runuser -u prosody -- touch "$store/$made"; done
apply 'none -' 'remove-account user7' 'remove-account nobody'
check 'a removed account goes' [ ! -e "$accounts/user7.dat" ]
check 'with what else Prosody stores of the user' is "$(find "$store" -name 'user7.*')" ''
check "and nobody else's" [ -e "$store/roster/user77.dat" ]
check 'an account that is not there needs no removal' says 'step 2 unchanged - 0'

ln -s /etc/shadow "$accounts/planted.dat"
runuser -u prosody -- mkfifo "$accounts/pipe.dat"
mkdir "$accounts/directory.dat"
printf 'return { ["password"] = "in clear" };' | runuser -u prosody -- tee "$accounts/clear.dat" >/dev/null
printf 'return { os.execute("id") };' | runuser -u prosody -- tee "$accounts/code.dat" >/dev/null
printf '\377\376\000' | runuser -u prosody -- tee "$accounts/$(printf 'odd\377')bytes.dat" >/dev/null
cp "$accounts/alice.dat" "$accounts/Upper.dat"
cp "$accounts/alice.dat" "$accounts/rooted.dat"
chmod 600 "$accounts/rooted.dat"
observe
check 'a planted link is told, not followed' is "$(account planted)" 'planted link root root 777 invalid'
check 'a pipe is told, not opened' is "$(account pipe | cut -d' ' -f2,6)" 'other invalid'
check 'a directory is told' is "$(account directory | cut -d' ' -f2,6)" 'other invalid'
check 'a password in clear stays here' is "$(account clear | cut -d' ' -f6-)" 'clear'
check 'code is no account' is "$(account code | cut -d' ' -f6)" 'invalid'
check 'a name in no encoding is told' like '^account odd%FFbytes regular .* invalid$'
check "a file of root's is unreadable" is "$(account rooted | cut -d' ' -f3,6)" 'root unreadable'
shadow=$(cat /etc/shadow)
apply 'none -' "put-account planted $verifier" "put-account directory $verifier" "put-account pipe $verifier" "put-account rooted $verifier"
check 'a put replaces the link itself' [ ! -h "$accounts/planted.dat" ]
check 'and leaves alone where it led' is "$(cat /etc/shadow)" "$shadow"
check 'a directory in the way is a failure' says 'step 2 failed in-the-way -'
check 'a pipe is replaced' [ -f "$accounts/pipe.dat" ]
check "so is a file of root's" is "$(stat -c %U "$accounts/rooted.dat")" prosody
check 'what failed and what did not is told' says 'outcome partly'

chown root: "$accounts/alice.dat"
chmod 600 "$accounts/alice.dat"
ln -sf /etc/shadow "$accounts/planted.dat"
apply 'none -' 'fix-account-permissions alice' 'fix-account-permissions planted' 'fix-account-permissions -'
check 'permissions of an account are put right' is "$(stat -c '%U:%G %a' "$accounts/alice.dat")" 'prosody:prosody 640'
check 'those of what a link leads to are not' is "$(stat -c '%U:%G %a' /etc/shadow)" 'root:shadow 640'
check 'which is said' says 'step 2 failed not-a-file -'

rm -rf "$accounts"
runuser -u prosody -- mkdir "$accounts"
observe
check 'a set of no accounts is one' like '^accounts sent '
check 'of none' is "$(field account)" ''
rm -rf "$store"
ln -s /etc "$store"
apply 'none -' "put-account alice $verifier" 'remove-account bob' 'fix-account-permissions -'
check 'a directory that leads elsewhere is not written to' is "$(find /etc -newer /tmp/request ! -type d)" ''
check 'and nothing is done there' like '^step 1 failed'
observe
check 'nor read' says 'accounts unreadable -'
rm "$store"
