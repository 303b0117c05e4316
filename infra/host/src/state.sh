# shellcheck shell=sh
# The root-only directory: the host's salt, whose host it is, the highest fence seen, a hold, the ledger, and the journal of an apply under way.

load_state() {
	[ -O / ] || refuse not-root
	salt='' owned_by='' owning_incarnation='' highest_fence=0 highest_epoch=0 highest_generation=0
	read -r salt 2>/dev/null <"$state/salt" || refuse not-installed
	[ ! -e "$state/owner" ] || read -r owned_by <"$state/owner" || :
	[ ! -e "$state/incarnation" ] || read -r owning_incarnation <"$state/incarnation" || :
	# The second line is not there from programs before 0.3.0, which read the first alone.
	[ ! -e "$state/fence" ] || { read -r highest_fence && read -r highest_epoch highest_generation; } <"$state/fence" || :
	is_number "$highest_epoch" && is_number "$highest_generation" || highest_epoch=0 highest_generation=0
}

say_interrupted() {
	if [ -e "$state/journal" ] && read -r _ fence generation correlation <"$state/journal"; then
		say "interrupted $fence $generation $correlation"
	fi
}

say_ledger() { # the entries after SEQUENCE
	[ -e "$state/ledger" ] || return 0
	while read -r keyword sequence rest; do
		[ "$sequence" -le "$1" ] || say "$keyword $sequence $rest"
	done <"$state/ledger"
}
