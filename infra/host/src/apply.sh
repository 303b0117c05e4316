# shellcheck shell=sh
# One transaction: everything is read, then checked, then written down, then done, in an order in which no step leaves the host more
# open than before or after.

apply() {
	read_apply
	# From here on the caller may vanish: what was begun is finished.
	trap '' HUP INT PIPE TERM
	load_state
	now=$(date +%s)
	init_system
	read_packages
	take_lock
	check_rights
	crash_point locked
	find_processes
	dpkg_state
	[ "$dpkg" != running ] || postpone dpkg-running
	recover
	verdict='not-run - -'
	check_changes
	make_changes
	answer_apply
}

read_apply() {
	take domain; domain=$line
	take fleet; fleet=$line
	take fence; fence=$line
	take generation; generation=$line
	take correlation; correlation=$line
	take activation; activation=${line%% *} provider=${line#* }
	is_domain "$domain" || refuse bad-request domain
	is_id "$fleet" || refuse bad-request fleet
	is_number "$fence" || refuse bad-request fence
	is_number "$generation" || refuse bad-request generation
	is_id "$correlation" || refuse bad-request correlation
	case $activation:$provider in
	none:- | in-place:anonymous | in-place:jitsi-anonymous | in-place:internal_hashed) ;;
	restart:anonymous | restart:jitsi-anonymous | restart:internal_hashed) ;;
	*) refuse bad-request activation ;;
	esac
	read_changes
}

# Accounts may be thousands: they are kept apart, for one process to handle them all.
read_changes() {
	changes='' puts='' removals=''
	[ -n "$request" ] || return 0
	changes=$(printf %s "$request" | awk "$changes_awk")
	case $changes in *"bad "*) refuse bad-request "${changes##*bad }" ;; '') refuse bad-request change ;; esac
	request=
	puts=$(printf '%s\n' "$changes" | grep '^[0-9]* put-account ')
	removals=$(printf '%s\n' "$changes" | grep '^[0-9]* remove-account ')
	changes=$(printf '%s\n' "$changes" | grep -v '^[0-9]* [a-z]*-account ')
}

# The lock is held by whatever we start as well, so that a helper that outlives us is waited for; services let go of it.
take_lock() {
	[ -r "$state/lock" ] || refuse not-installed
	exec 9<"$state/lock"
	flock -w 25 9 || postpone busy
}

check_rights() {
	load_state
	[ -z "$owned_by" ] || [ "$owned_by" = "$fleet" ] || refuse other-owner "$owned_by"
	[ "$fence" -ge "$highest_fence" ] || refuse lower-fence "$highest_fence"
}

find_processes() {
	processes='' prosody_pid=''
	read_processes
	if [ "$init" = systemd ]; then
		prosody_pid=$(systemctl show -p MainPID --value prosody 2>/dev/null)
		prosody_pid=${prosody_pid#0}
	fi
	find_prosody
}

check_changes() {
	check_providers
	check_link
	check_permissions
	check_before
}

# The changes of a kind, one a line: number and words.
of() { printf '%s\n' "$changes" | sed -n "s/^\([0-9]*\) $1 /\1 /p"; }

make_changes() {
	steps='' outcome='' activated='skipped -' config_failed=''
	begin_journal
	crash_point journal
	put_accounts
	remove_accounts
	fix_permissions
	set_providers
	link_config
	crash_point config
	validate
	start_services
	crash_point validated
	activate
	crash_point activated
}

step() { # NUMBER STATE [CODE [SESSIONS]]
	steps="${steps}step $1 $2 ${3:--} ${4:--}$nl"
}

answer_apply() {
	decide_outcome
	end_journal
	crash_point ended
	reply=
	say_program
	say "time $(date +%s)"
	say "outcome $outcome"
	[ -z "$recovered" ] || say "recovered $recovered"
	[ -z "$steps" ] || say "$(printf %s "$steps" | sort -n -k 2)"
	say "check $verdict"
	say "activation $activated"
	say "$force"
	say "$entry"
	crash_point before-reply
	send applied
}

decide_outcome() {
	code=
	case "$steps $activated " in *" restored "*) outcome=restored; return ;; esac
	case "$steps $activated " in
	*" failed "*) outcome=failed ;;
	*" done "*) outcome="done" ;;
	*) outcome=unchanged ;;
	esac
	case "$outcome:$steps $activated " in failed:*" done "*) outcome=partly ;; esac
}
