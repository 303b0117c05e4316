# shellcheck shell=sh

say_services() {
	jicofo_runs=''
	if [ "$init" = systemd ]; then say_units; else for service in $services; do say_script "$service"; done; fi
}

say_units() {
	unit='' load='' active='' sub='' enabled='' restarts='' main_pid=''
	while IFS='=' read -r key value; do
		case $value in *[!a-z0-9.-]*) continue ;; esac
		case $key in
		Id) unit=${value%.service} ;;
		LoadState) load=$value ;;
		ActiveState) active=$value ;;
		SubState) sub=$value ;;
		UnitFileState) enabled=$value ;;
		NRestarts) restarts=$value ;;
		MainPID) main_pid=${value#0} ;;
		'')
			[ "$load" = loaded ] || active=$load
			[ -z "$unit" ] || say "service $unit ${active:--} ${sub:--} ${enabled:--} ${restarts:--}"
			[ "$unit" != prosody ] || prosody_pid=$main_pid
			[ "$unit:$active" != jicofo:active ] || jicofo_runs=yes
			unit=''
			;;
		esac
	done <<-E
		$(systemd_units)

	E
}

systemd_units() {
	# shellcheck disable=SC2086  # a list
	timeout 10 systemctl show -p Id -p LoadState -p ActiveState -p SubState -p UnitFileState -p NRestarts -p MainPID -- $services
}

say_script() {
	if [ ! -e "/etc/init.d/$1" ]; then say "service $1 not-found - - -"; return; fi
	enabled=disabled
	for link in /etc/rc[2-5].d/S[0-9][0-9]"$1"; do if [ -e "$link" ]; then enabled=enabled; fi; done
	process_of "$1"
	if [ -n "$pid" ]; then active=active; else active=inactive; fi
	[ "$1:$active" != jicofo:active ] || jicofo_runs=yes
	say "service $1 $active - $enabled -"
}

# The process of that name, in $pid. Not from pid files: daemons write them, and some stay behind. A local user's process of
# that name is not the service, nor is a prosodyctl that hangs.
process_of() {
	for entry in $processes; do
		pid=${entry#/proc/} cmdline=
		case $entry in /proc/[0-9]*/comm:*) pid=${pid%%/*} ;; *) continue ;; esac
		# A command line has no line end, so read reports failure.
		read -r cmdline 2>/dev/null <"/proc/$pid/cmdline" || :
		case $cmdline in *prosodyctl*) ;; *"${1%2}"*) if is_service_user "$1"; then return; fi ;; esac
	done
	pid=
}

is_service_user() {
	while read -r key real _; do
		[ "$key" = Uid: ] || continue
		user_ids "${1%-videobridge2}" || uid=0
		case $1 in jitsi-videobridge2) user_ids jvb || uid=0 ;; esac
		[ "$real" = 0 ] || [ "$real" = "$uid" ]
		return
	done 2>/dev/null <"/proc/$pid/status"
	return 1
}

find_prosody() { # in $prosody_pid and $prosody_started, empty when it does not run
	if [ "$init" = sysv ]; then process_of prosody; prosody_pid=$pid; fi
	prosody_started=''
	[ -n "${prosody_pid:=}" ] || return 0
	read -r stat 2>/dev/null <"/proc/$prosody_pid/stat" || { prosody_pid=; return 0; }
	booted=${processes#*btime }
	# shellcheck disable=SC2086  # words
	set -- ${stat##*) }
	prosody_started=$((${booted%%"$nl"*} + ${20} / 100))
}
