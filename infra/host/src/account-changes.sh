# shellcheck shell=sh
# Accounts are written and removed as user prosody. Thousands cost a handful of processes: all are staged beside, checked, flushed, and
# then renamed one by one into place, so that each is always the old or the new one, whole.

# Prosody 13 keeps in an account when it was made and changed, and whether it may log in.
stamps() { case $prosody_version in 0.* | '') ;; *) echo yes ;; esac; }

put_accounts() {
	[ -n "$puts" ] || return 0
	accounts_directory
	# shellcheck disable=SC2016  # for the shell inside
	done_puts=$(printf '%s\n' "$puts" |
		as prosody sh -c "$put_script" sh "$directory" "$encode_awk$account_record_awk$put_accounts_awk" "$(stamps)" "$now" 2>/dev/null)
	crash_point accounts
	say_steps "$puts" "$done_puts" cannot-write
	only_disabled
}

# Whose account could not be disabled may log in again, so the sessions stay.
only_disabled() {
	[ -n "$disabled" ] || return 0
	disabled=$(printf '%s\n-\n%s\n' "$steps" "$disabled" | awk '
		$0 == "-" { rest = 1; next }
		!rest { if ($3 == "done" || $3 == "unchanged") ended[$2] = 1; next }
		$1 in ended')
}

# A change that the helper did not come to speak of has failed.
say_steps() { # CHANGES, STEPS, CODE
	steps=$steps$(printf '%s\n-\n%s\n' "$2" "$1" | awk -v code="$3" '
		$0 == "-" { rest = 1; next }
		!rest { if (NF) { print; said[$2] = 1 } next }
		!($1 in said) { print "step " $1 " failed " code " -" }')$nl
}

# In: the accounts' directory, the awk program, whether accounts carry stamps, and the time; the changes on stdin. Out: their steps.
# shellcheck disable=SC2016
put_script='
umask 027
host=${1%/accounts} stage=${1%/accounts}/fleet-stage
for made in "$host" "$1"; do [ ! -h "$made" ] && { [ -d "$made" ] || mkdir "$made"; } || exit 1; done
cd "$1" && rm -rf "$stage" && mkdir "$stage" || exit 1
changes=$(cat)
{
	find . -maxdepth 1 -type f -name "*.dat" -size -17k -printf "= %f\n"
	printf "%s\n" "$changes"
} | awk -v stage="$stage/" -v stamps="$3" -v now="$4" "$2"
cd "$stage" || exit 1
staged=$(printf "%s\n" "$changes" | awk -v check=1 -v stamps="$3" "$2")
if [ -n "$staged" ]; then
	set -- "$1" *.dat
	if [ $# -gt 50 ]; then sync -f .; else sync *.dat; fi || exit 1
	mv -f -t "$1" -- *.dat
	sync "$1"
	printf "%s\n" "$staged" | while read -r number file; do
		if [ -e "$file.dat" ]; then echo "step $number failed in-the-way -"; else echo "step $number done - -"; fi
	done
fi
cd / && rm -rf "$stage"'

# Whatever Prosody stores of a user is named after the user, in directories named after the kind. The sessions are closed with the rest.
remove_accounts() {
	[ -n "$removals" ] || return 0
	accounts_directory
	done_removals=$(printf '%s\n' "$removals" | as prosody sh -c "$remove_script" sh "${directory%/accounts}" 2>/dev/null)
	crash_point removed
	say_steps "$removals" "$done_removals" cannot-write
}

# shellcheck disable=SC2016
remove_script='
[ -e "$1" ] || exec sed "s/^\([0-9]*\) .*/step \1 unchanged - -/"
cd "$1" || exit 1
while read -r number _ user; do
	set -- ./*/"$user".*
	if [ ! -e "$1" ] && [ ! -h "$1" ]; then echo "step $number unchanged - -"; continue; fi
	rm -f -- "$@" && echo "step $number done - -"
done
sync accounts'
