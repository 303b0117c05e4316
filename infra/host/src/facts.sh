# shellcheck shell=sh
# What the host says of itself, each from the cheapest place that tells the truth.

say_machine() {
	read -r id 2>/dev/null </etc/machine-id || :
	if is_id "${id-}"; then say "machine $id"; else say 'machine -'; fi
}

init_system() { if [ -d /run/systemd/system ]; then init=systemd; else init=sysv; fi; }

# Jitsi's packages; leaves $packages and $prosody_version.
read_packages() {
	packages='' prosody_version=''
	# shellcheck disable=SC2016  # dpkg's own format
	found=$(dpkg-query -W -f '${Package} ${Version} ${db:Status-Abbrev}\n' 'prosody*' 'jitsi-*' jicofo nginx 2>/dev/null)
	while read -r package number status; do
		case $package$status in *[!a-z0-9.+A-Z-]*) continue ;; esac
		case $number in '' | *[!A-Za-z0-9.:+~-]*) continue ;; esac
		[ -n "$status" ] || continue
		packages="${packages}package $package $number $status$nl"
		[ "$package" != prosody ] || prosody_version=$number
	done <<-E
		$found
	E
}

# One look at the kernel's lists: when it booted, who holds dpkg's locks (fcntl locks, which a shell can't try, by inode; on some file
# systems that inode is another, so apt's and dpkg's processes count as well), and the processes that may be our services.
read_processes() {
	inodes=$(stat -c %i /var/lib/dpkg/lock /var/lib/dpkg/lock-frontend 2>/dev/null)
	processes=$(grep -sHxE "btime [0-9]+|[0-9]+: POSIX .*:(${inodes%%"$nl"*}|${inodes##*"$nl"}) .*|dpkg|apt|apt-get|aptitude|unattended-upgr|lua.*|prosody|nginx|java|jicofo.*|jitsi-videobri.*" \
		/proc/stat /proc/locks /proc/[0-9]*/comm)
}

dpkg_state() { # leaves $dpkg: "pending" is told by the packages' states
	case "$nl$processes$nl" in
	*"/proc/locks:"* | */comm:dpkg"$nl"* | */comm:apt*"$nl"* | */comm:unattended-upgr"$nl"*) dpkg=running; return ;;
	esac
	case $packages in *" "[a-z][HUFWt]"$nl"* | *" "[a-z][a-zHUFW]R"$nl"*) dpkg=pending ;; *) dpkg=idle ;; esac
}
