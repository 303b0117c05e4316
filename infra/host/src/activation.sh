# shellcheck shell=sh
# How the running Prosody takes up what is on disk. Whatever happens here, files stay as they are, unless Prosody does not start with them.

needs_config() { [ "$activation" != none ] || [ -n "$edits$link_change$guest_change$guest" ] || of start-service | grep -q ' prosody$'; }

# A configuration that Prosody can't read is nothing to build on, except by the link whose lack may be the reason.
check_before() {
	needs_config || return 0
	check_config
	case $verdict:$link_change in
	invalid*:)
		place=${verdict#invalid }
		refuse config-invalid "${place% *}:${place#* }"
		;;
	esac
}

validate() {
	case $steps in *" done "*) [ -n "$edits$link_change$guest_change" ] || return 0 ;; *) return 0 ;; esac
	check_config
	case $verdict in invalid*) ;; *) return 0 ;; esac
	restore_files
	config_failed=yes
	steps=$(
		{
			files_of_changes
			echo -
			printf %s "$steps"
		} | awk -v restored="$restored_files " '
			$0 == "-" { rest = 1; next }
			!rest { ours[$1] = 1; if (index(restored, " " $2 " ")) back[$1] = 1; next }
			($2 in ours) && $3 == "done" { $3 = ($2 in back) ? "restored" : "failed"; $4 = ($2 in back) ? "config-invalid" : "not-restored" }
			{ print }'
	)$nl
}

# The number of each change of a file, and which. A copy in place of the link, which said the same, is nothing to put back.
files_of_changes() {
	printf '%s\n' "$edits" | awk 'NF { print $5, $1 }'
	if [ -n "$link_change" ] && grep -qs "^link $link " "$state/journal"; then echo "${link_change%% *} $link"; fi
	[ -z "$guest_change" ] || printf '%s\n' "${guest_change%% *} $guest_file" "${guest_change%% *} $guest_link"
	[ -z "$anonymous_change" ] || echo "${anonymous_change%% *} $config_js"
	while read -r number kind how _; do
		jicofo_file_of "$kind" "$how"
		[ -z "$number" ] || echo "$number $file"
	done <<-E
		$jicofo_changes
	E
}

start_services() { # NAME...
	started=''
	while read -r number service; do
		case " $* " in *" ${service:--} "*) ;; *) continue ;; esac
		if [ "$service$guest_ready" = prosody ]; then step "$number" skipped jicofo-not-proven; continue; fi
		if is_active "$service"; then step "$number" unchanged; continue; fi
		started=yes
		service_do start "$service"
		if wait_for is_active "$service"; then step "$number" "done"; else step "$number" failed did-not-start; fi
	done <<-E
		$(of start-service)
	E
	[ -z "$started" ] || find_processes
}

is_active() {
	if [ "$init" = systemd ]; then systemctl -q is-active "$1"; else processes=''; read_processes; process_of "$1"; [ -n "$pid" ]; fi
}

# A service must not inherit the lock, nor that we ignore signals.
service_do() { # VERB NAME
	(
		trap - HUP INT PIPE TERM
		exec 9<&- </dev/null >/dev/null 2>&1
		if [ "$init" = systemd ]; then timeout 60 systemctl "$1" "$2"; else timeout 60 service "$2" "$1"; fi
	)
}

# wait_for CONDITION...: a quarter of a minute at most
wait_for() {
	waited=0
	until "$@"; do
		[ "$waited" -lt 75 ] || return 1
		sleep 0.2
		waited=$((waited + 1))
	done
}

activate() {
	in_place=''
	guest_activated='skipped -'
	[ -z "$guest" ] || guest_activated='failed no-answer'
	if [ -z "$guest_ready" ]; then
		guest='' guest_activated='skipped jicofo-not-proven'
		# A restart would let the guests in.
		if [ "$activation" = restart ]; then activation=none activated='skipped jicofo-not-proven'; fi
	fi
	if [ -n "$config_failed" ]; then
		activation=skip activated='skipped config-failed'
		[ -z "$guest" ] || guest='' guest_activated='skipped config-failed'
	fi
	case $activation in
	in-place) in_place="$activate_lua switch()" activated='failed no-answer' ;;
	restart) restart_prosody ;;
	esac
	activate_guest
	tell_prosody
}

# After the domain itself, and not when that failed.
activate_guest() {
	[ -n "$guest" ] || return 0
	case $activation:$activated in
	restart:failed* | restart:restored*) guest='' guest_activated='skipped activation-failed' ;;
	in-place:*) in_place="$in_place $activate_guest_lua" ;;
	*) in_place="$activate_lua $activate_guest_lua" ;;
	esac
}

restart_prosody() {
	old_pid=$prosody_pid old_ports=$(listening)
	note 'restarting prosody' || { activated='failed cannot-write'; return; }
	crash_point restarting
	service_do stop prosody
	# Debian's own script may look for a process of another name, and says that it stopped what still runs.
	if [ -n "$old_pid" ] && [ -d "/proc/$old_pid" ]; then kill -TERM "$old_pid"; wait_for has_ended "$old_pid"; fi
	crash_point stopped
	service_do start prosody
	if wait_for is_up; then activated='done -'; return; fi
	find_processes
	activated='failed did-not-start'
	[ -z "$prosody_pid" ] || return
	restore_files
	[ "$restored" = restored ] || return
	service_do start prosody
	if wait_for is_up; then activated='restored did-not-start'; fi
}

has_ended() { [ ! -d "/proc/$1" ]; }

is_up() {
	find_processes
	[ -n "$prosody_pid" ] && [ "$prosody_pid" != "$old_pid" ] || return 1
	now_open=" $(listening) "
	[ "$now_open" != '  ' ] || return 1
	for port in $old_ports; do case $now_open in *" $port "*) ;; *) return 1 ;; esac; done
}

# Which of the ports for clients are open: 5222, 5280 and 5281, in the kernel's hexadecimal.
listening() { awk '$4 == "0A" { sub(/.*:/, "", $2); if ($2 ~ /^(1466|14A0|14A1)$/) print $2 }' /proc/net/tcp /proc/net/tcp6 | sort -u | tr '\n' ' '; }

# One call: switch, close sessions, and look at what is in force after it.
tell_prosody() {
	lua_provider=$provider lua_guest=$guest lua_users=$(printf '%s\n' "$removals" "$disabled" | sed 's/.* //'; of close-sessions | sed 's/.* //')
	case $lua_users in *[!"$nl"]*) ;; *) lua_users='' ;; esac
	lua_users=$(printf %s "$lua_users" | tr '\n' ,)
	if prosody_lua "$in_place ${lua_users:+$close_sessions_lua} $observe_lua"; then
		force=${told#*"in-force "}
		report=${told%"in-force $force"} force="in-force $force"
		case $nl$report in *"${nl}activation "*) activated=$nl$report activated=${activated#*"${nl}activation "} activated=${activated%%"$nl"*} ;; esac
		case $report in *guest-activation\ *) guest_activated=${report#*guest-activation } guest_activated=${guest_activated%%"$nl"*} ;; esac
		case $activation:$force$nl in
		restart:*"active $domain local $provider$nl"* | [!r]*) ;;
		restart:*) case $activated in done*) activated='failed not-in-force' ;; esac ;;
		esac
	else
		report='' force="in-force unknown $gap"
		case $activation in in-place) activated="failed $gap" ;; esac
		# Prosody 0.11 has no shell to ask, but it took up what is on disk.
		case $guest:$activation:$activated:$gap in
		:*) ;;
		*:restart:done*:no-shell) guest_activated='done -' ;;
		*) guest_activated="failed $gap" ;;
		esac
	fi
	count_closed
}

# How many sessions each removal and each change of the kind close-sessions ended.
count_closed() {
	steps=$(
		{
			printf '%s\n' "$report" | sed -n 's/^closed //p'
			echo -
			printf '%s\n' "$removals" "$disabled"
			of close-sessions | sed 's/ / close-sessions /'
			echo -
			printf %s "$steps"
		} | awk -v running="$prosody_pid" '
			$0 == "-" { part++; next }
			part == 0 { count[$1] = $2; next }
			part == 1 && NF { user[$1] = $3; if ($2 == "close-sessions") print "step", $1, closing($3); next }
			part == 2 && ($2 in user) { $5 = user[$2] in count ? count[user[$2]] : "-"; print; next }
			part == 2 { print }
			function closing(u) {
				if (u in count) return (count[u] ? "done" : "unchanged") " - " count[u]
				return running ? "failed not-closed -" : "unchanged - 0"
			}'
	)$nl
	# an apply that only activates has no steps
	[ "$steps" != "$nl" ] || steps=
}
