# shellcheck shell=sh
# Jicofo takes its configuration at its start, and says then which it took: that, and nothing older, is the proof.

jicofo_log=/var/log/jitsi/jicofo.log

# Whether this apply needs Jicofo to ask for logins of the domain.
wants_jicofo() { [ "$needs_jicofo" = yes ] || printf '%s\n' "$jicofo_changes" | grep -qE ' (set-jicofo-authentication on|set-jicofo-login) '; }

restart_jicofo() {
	jicofo_proven=''
	number=$(of restart-jicofo)
	number=${number%% *}
	[ -n "$number" ] || return 0
	if [ -n "$config_failed$jicofo_failed" ]; then step "$number" skipped config-failed; return; fi
	jicofo_pid
	old_pid=$pid
	log_from=$(as jicofo stat -L -c %s "$jicofo_log" 2>/dev/null) || log_from=0
	note 'restarting jicofo' || { step "$number" failed cannot-write; return; }
	crash_point jicofo-restarting
	service_do restart jicofo
	crash_point jicofo-restarted
	if wait_for jicofo_says_so; then
		if wants_jicofo && [ -z "$jicofo_proven" ]; then step "$number" failed not-in-force; else step "$number" "done"; fi
	elif [ -n "$pid" ]; then step "$number" failed no-answer
	else step "$number" failed did-not-start; fi
}

# In $pid, empty when it does not run. Its package brings a script, of which systemd does not know the process.
jicofo_pid() {
	processes=''
	read_processes
	process_of jicofo
}

# A new process that says what it does, and, when logins are wanted, in its log for which domain.
jicofo_says_so() {
	jicofo_pid
	[ -n "$pid" ] && [ "$pid" != "$old_pid" ] || return 1
	look_at_jicofo "$log_from"
	case $jicofo_said in
	*' unknown '*) return 1 ;;
	*' xmpp - '*) return 1 ;;
	esac
}

look_at_jicofo() { # BYTE of its log from which it counts; leaves $jicofo_said and, when it asks for logins of the domain, $jicofo_proven
	jicofo_said=$(ask_jicofo "$1") jicofo_proven=''
	case $jicofo_said in "jicofo-in-force xmpp $domain "*) jicofo_proven=yes ;; esac
}

# What is in force after it all. Guests are only let in when that is known.
prove_jicofo() {
	[ -z "${needs_jicofo#no}$guest$jicofo_changes$(of restart-jicofo)" ] || [ -n "$jicofo_said" ] || look_at_jicofo_now
	guest_ready=yes
	case $needs_jicofo:$jicofo_proven in yes:) guest_ready='' ;; esac
}

look_at_jicofo_now() {
	jicofo_pid
	if [ -n "$pid" ]; then look_at_jicofo 0; else jicofo_said='jicofo-in-force unknown - not-running'; fi
}
