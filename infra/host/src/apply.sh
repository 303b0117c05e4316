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
	check_hold
	crash_point locked
	find_processes
	dpkg_state
	wait_for_dpkg
	verdict='not-run - -' recovered=''
	if [ -n "$in_force_only" ]; then
		change_in_force
	else
		recover
		verdict='not-run - -'
		check_changes
		make_changes
	fi
	answer_apply
}

read_apply() {
	take domain; domain=$line
	take fleet; fleet=$line
	incarnation='' epoch='' urgency=normal adopts=-
	if speaks 2; then
		take incarnation; incarnation=$line
		take epoch; epoch=$line
		is_id "$incarnation" || refuse bad-request incarnation
		is_number "$epoch" || refuse bad-request epoch
	fi
	take fence; fence=$line
	take generation; generation=$line
	take correlation; correlation=$line
	if speaks 2; then
		take urgency; urgency=$line
		take adopt-lock; adopts=$line
		case $urgency in normal | emergency) ;; *) refuse bad-request urgency ;; esac
		[ "$adopts" = - ] || is_number "$adopts" || refuse bad-request adopt-lock
	fi
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
	read_guest
	read_changes
}

read_guest() {
	guest='' needs_jicofo=no
	case $request in "guest-activation "*) ;; *) return 0 ;; esac
	take guest-activation; guest=${line#-}
	take guest-needs-jicofo; needs_jicofo=$line
	case $guest in '' | absent | anonymous | jitsi-anonymous | internal_hashed) ;; *) refuse bad-request guest-activation ;; esac
	case $needs_jicofo in yes | no) ;; *) refuse bad-request guest-needs-jicofo ;; esac
}

# Accounts may be thousands: they are kept apart, for one process to handle them all.
read_changes() {
	changes='' puts='' removals='' disabled=''
	[ -n "$request" ] || return 0
	changes=$(printf %s "$request" | awk "$changes_awk")
	case $nl$changes in *"${nl}bad "*) refuse bad-request "${changes##*bad }" ;; "$nl") refuse bad-request change ;; esac
	request=
	puts=$(printf '%s\n' "$changes" | grep -E '^[0-9]* (put|disable|enable)-account ')
	removals=$(printf '%s\n' "$changes" | grep '^[0-9]* remove-account ')
	disabled=$(printf '%s\n' "$puts" | grep '^[0-9]* disable-account ')
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
	[ -z "$owning_incarnation" ] || [ "$owning_incarnation" = "$incarnation" ] || refuse other-incarnation "$owning_incarnation"
	: "${epoch:=$highest_epoch}"
	[ "$epoch" -ge "$highest_epoch" ] || refuse lower-epoch "$highest_epoch"
	[ "$epoch" -gt "$highest_epoch" ] || [ "$fence" -ge "$highest_fence" ] || refuse lower-fence "$highest_fence"
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
	check_guest_host
	check_anonymous_domain
	check_jicofo
	check_link
	check_permissions
	check_before
}

# The changes of a kind, one a line: number and words.
of() { printf '%s\n' "$changes" | sed -n "s/^\([0-9]*\) $1 /\1 /p"; }

make_changes() {
	begin_steps
	begin_journal
	crash_point journal
	set_jicofo on
	if [ "$needs_jicofo" = yes ]; then settle_jicofo; fi
	put_accounts
	remove_accounts
	fix_permissions
	set_providers
	change_guest_host
	link_config
	set_anonymous_domain
	set_jicofo off
	change_planted
	crash_point config
	validate
	if [ "$needs_jicofo" = no ]; then settle_jicofo; fi
	start_services prosody
	start_services nginx jitsi-videobridge2
	crash_point validated
	activate
	crash_point activated
}

begin_steps() { steps='' outcome='' activated='skipped -' config_failed='' jicofo_failed='' jicofo_said='' jicofo_proven='' guest_ready=yes; }

# Where guests are to be let in, before anything that would let them in is on disk: whoever starts Prosody then, now or after a crash, lets in
# nobody whom Jicofo does not ask for a login.
settle_jicofo() {
	start_services jicofo
	restart_jicofo
	prove_jicofo
	crash_point settled
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
	if speaks 2; then say "files $files_are"; fi
	[ -z "$recovered" ] || say "recovered $recovered"
	[ -z "$steps" ] || say "$(printf %s "$steps" | sort -n -k 2)"
	say "check $verdict"
	say "activation $activated"
	say "guest-activation $guest_activated"
	say "$force"
	[ -z "$jicofo_said" ] || say "$jicofo_said"
	say "$entry"
	crash_point before-reply
	send applied
}

decide_outcome() {
	code='' files_are=written
	[ -z "$in_force_only" ] || code=dpkg-running files_are=pending
	case "$steps $activated $guest_activated " in *" restored "*) outcome=restored; return ;; esac
	case "$steps $activated $guest_activated " in
	*" failed "*) outcome=failed ;;
	*" done "*) outcome="done" ;;
	*) outcome=unchanged ;;
	esac
	[ "$outcome:$files_are" != done:pending ] || outcome=partly
	case "$outcome:$steps $activated $guest_activated " in failed:*" done "*) outcome=partly ;; esac
}
