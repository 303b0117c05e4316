# shellcheck shell=sh
# One owner: this host answers one fleet, and of that one incarnation, which is one life of its database. A copy that starts beside the original
# is refused until root says here that it is the owner now.

take_over() { # FLEET INCARNATION
	at_the_console take-over
	{ is_id "$1" && is_id "$2"; } || { echo "fleet-host: take-over FLEET INCARNATION, as \`fleet servers take-over\` prints them" >&2; exit 64; }
	exec 9<"$state/lock"
	flock -w 90 9 || { echo 'fleet-host: an apply is under way; repeat this in a minute' >&2; exit 1; }
	load_state
	echo "was: fleet ${owned_by:-none}, incarnation ${owning_incarnation:-none}"
	# Another fleet's fences and epochs come from another clock. The old owner is refused before the new one is let in.
	if [ "$owned_by" != "$1" ]; then rm -f "$state/fence"; fi
	if replace "$state/incarnation" "$2" && replace "$state/owner" "$1"; then
		echo "now: fleet $1, incarnation $2"
		[ "$owned_by" = "$1" ] || echo "its workers' key comes with install.sh --fleet $1 --key KEY"
	else
		echo "fleet-host: $state can't be written" >&2
		exit 1
	fi
}
