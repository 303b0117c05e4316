# shellcheck shell=sh
# Locks this host down from its own console, without Fleet and without the network: what runs first, then the files, and a hold that keeps it so
# until somebody decides. Nobody who is inside is put out.

lock() { # [--domain H] [REASON...]
	at_the_console lock
	trap '' HUP PIPE
	domain=''
	case ${1-} in --domain) [ $# -ge 2 ] || usage; domain=$2; shift 2 ;; esac
	[ -n "$domain" ] || domain_here
	is_domain "$domain" || { echo "fleet-host: '$domain' is no domain" >&2; exit 64; }
	now=$(date +%s)
	put_hold lock 604800 "${*:-locked at the console}"
	exec 9<"$state/lock"
	flock -w 25 9 || locked_by=other
	load_state
	init_system
	read_packages
	find_processes
	lock_in_force
	lock_files
	say_locked
}

# The domain that Jitsi's web client is set up for.
domain_here() {
	for file in "$meet_config"/*-config.js; do
		[ -e "$file" ] || continue
		[ -z "$domain" ] || { echo 'fleet-host: more than one Jitsi domain here: fleet-host lock --domain H' >&2; exit 64; }
		domain=${file##*/}
		domain=${domain%-config.js}
	done
}

# In place, whatever the files say: config that can not be read or is being replaced keeps nobody from closing the door.
lock_in_force() {
	nonce=console000000000 fleet=$owned_by incarnation=$owning_incarnation epoch=$highest_epoch fence=$highest_fence generation=$highest_generation
	correlation=console in_force_only=yes adopted='' recovered='' needs_jicofo=no changes='' puts='' removals='' disabled='' jicofo_changes=''
	begin_steps
	activation=in-place provider=internal_hashed guest=absent
	activate
	echo "in force       $domain: $activated; guests: $guest_activated"
}

lock_files() {
	files_now=pending
	if [ -n "${locked_by-}" ]; then echo 'on disk        pending: an apply is under way'; return; fi
	dpkg_state
	if [ "$dpkg" = running ]; then
		echo 'on disk        packages are being installed; waiting for 10 seconds'
		wait_out_dpkg || { echo 'on disk        pending: packages are still being installed'; return; }
	fi
	in_force_only=''
	# What stops there leaves the files for later, not the rest undone.
	(write_locked) || { echo 'on disk        pending'; return; }
	find_processes
	if open_on_disk | grep -q .; then echo 'on disk        still open: see above'; return; fi
	files_now=written
}

# Where a file that Prosody loads lets in without a login: path, byte and provider.
open_on_disk() {
	for path in "$prosody_config/prosody.cfg.lua" "$prosody_config"/conf.d/*.cfg.lua; do
		[ -f "$path" ] || continue
		awk "$lex_awk$mask_awk$open_providers_awk" "$path" | sed "s|^|$path |"
	done
}

write_locked() {
	console=yes verdict='not-run - -'
	recover
	activation=none provider=- guest='' changes=$(locking_changes)
	case $changes in *broken*) echo "on disk        a file can't be read as Lua, and is left alone: $(open_on_disk | grep broken)"; changes='' ;; esac
	case $prosody_version in 0.[0-9].* | 0.1[01].*) activation=restart provider=internal_hashed ;; esac
	verdict='not-run - -'
	check_changes
	make_changes
	decide_outcome
	printf %s "$steps" | while read -r _ number result code _; do
		echo "on disk        $(printf '%s\n' "$changes" | sed -n "s/^$number //p" | cut -d ' ' -f 1,2): $result ${code#-}"
	done
	[ "$activation" = none ] || echo "in force       by a restart of Prosody: $activated"
	correlation=console
	end_journal
	case $outcome in done | unchanged) ;; *) exit 1 ;; esac
}

locking_changes() {
	{
		open_on_disk | while read -r path offset says; do
			[ "$offset" != broken ] || { echo broken; continue; }
			real=$(realpath -e -- "$path")
			file_hash "$real"
			salted_hash=$(printf '%s %s\n' "$salt" "$file_hash" | sha256sum)
			# Fleet's own file of the guests goes as a whole.
			[ "$real" != "$prosody_config/conf.avail/guest.$domain.cfg.lua" ] || { echo remove-guest-host -; continue; }
			echo "set-provider $path ${salted_hash%% *} $offset $says internal_hashed"
		done
		jicofo_hash "$jicofo_config/jicofo.conf"
		salted_hash=$(printf '%s %s\n' "$salt" "$file_hash" | sha256sum)
		[ -z "$file_hash" ] || echo "set-jicofo-authentication on ${salted_hash%% *}"
	} | awk '{ print NR, $0 }'
}

# As a stranger would: the proof does not rest on what was done.
say_locked() {
	inside=$(stranger "$domain") guests=$(stranger "guest.$domain")
	case $prosody_pid:$inside:$guests in
	:*) inside='nobody: Prosody does not run' closed=yes ;;
	*:refused:refused) inside="a stranger is refused at $domain and guest.$domain" closed=yes ;;
	*) inside="a stranger at $domain: $inside, at guest.$domain: $guests" closed='' ;;
	esac
	echo "proven         $inside (asked over BOSH on this host)"
	now=$(date +%s)
	load_hold
	echo "held           Fleet changes nothing here until $(date -u -d "@$hold_until" '+%Y-%m-%d %H:%M:%S') UTC, or: fleet-host release"
	add_to_ledger "$highest_fence" "$highest_generation" console-lock "$(if [ "$closed" ]; then echo "done"; else echo failed; fi)" "$files_now"
	case $closed:$files_now in
	yes:written) echo "LOCKED         $domain, in force and on disk" ;;
	yes:*) echo "LOCKED         $domain, in force; the files are to follow: run fleet-host lock again before Prosody restarts"; exit 2 ;;
	*) echo "NOT LOCKED     $domain; to keep everybody out now: service prosody stop" ; exit 1 ;;
	esac
}

stranger() { as prosody timeout 10 perl -e "$stranger_pl" "$1" 2>/dev/null || echo unknown; }
