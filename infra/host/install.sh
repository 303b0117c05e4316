#!/bin/sh
# Installs fleet-host on this server, for one fleet; run it as root. Repeating it changes nothing that is right already.
#   install.sh --fleet ID --key 'ssh-ed25519 AAAA...' [--key ...] [--from PATTERNS] [--takeover]
#   install.sh --remove
# --fleet     the fleet's id (fleet.public.json has it, and the key); a host of another fleet is refused without --takeover
# --key       an SSH public key of the fleet's workers; it may run fleet-host and nothing else
# --from      from where: an sshd pattern list such as 10.0.0.0/8,192.0.2.7
# `infra/host/bundle` prints this script with the program inside, for ssh host sudo sh -s -- --fleet ... (or `fleet servers prepare`).
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL
umask 022
program=/usr/local/sbin/fleet-host state=/var/lib/fleet-host sudoers=/etc/sudoers.d/fleet-host user=fleet
share=/usr/local/share/fleet-host
# Where the package is, it brings the program, and this script says whose host it is.
packaged=''
if [ -e /usr/share/fleet-host/prosodyctl.cfg.lua ]; then packaged=yes program=/usr/sbin/fleet-host; fi
nl='
'

program() { "$(dirname "$0")/build"; }

fail() { echo "fleet-host install: $1" >&2; [ -z "${2-}" ] || echo "  $2" >&2; exit 1; }

arguments() {
	fleet='' keys='' from='' remove='' takeover=''
	while [ $# -gt 0 ]; do
		case $1 in
		--fleet | --key | --from) [ $# -ge 2 ] || fail "$1 needs a value" ;;
		esac
		case $1 in
		--fleet) fleet=$2; shift ;;
		--key)
			case $2 in *"$nl"*) fail 'the --key has characters that no public key has' ;; esac
			keys=$keys$2$nl
			shift
			;;
		--from) from=$2; shift ;;
		--takeover) takeover=yes ;;
		--remove) remove=yes ;;
		-h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
		*) fail "what is '$1'?" 'install.sh --fleet ID --key KEY [--from PATTERNS] [--takeover], or install.sh --remove' ;;
		esac
		shift
	done
}

check_arguments() {
	case $fleet in
	'') fail 'whose host is this to be?' 'give --fleet ID, from the fleet.public.json of your workers' ;;
	*[!A-Za-z0-9-]*) fail "'$fleet' is not a fleet's id" ;;
	esac
	[ -n "$keys" ] || fail 'no --key' "give the workers' SSH public key, from fleet.public.json"
	printf %s "$keys" | while IFS= read -r key; do check_key "$key"; done
	case $from in *[!A-Za-z0-9.:,*?!/_-]*) fail "'$from' is not a list of addresses for --from" ;; esac
}

# It becomes a line of authorized_keys: a key with options of its own would not be restricted by ours.
check_key() {
	case $1 in
	*[!A-Za-z0-9+/=@._\ -]*) fail 'the --key has characters that no public key has' ;;
	ssh-ed25519\ AAAA* | ecdsa-sha2-nistp*\ AAAA* | ssh-rsa\ AAAA* | sk-*\ AAAA*) ;;
	*) fail 'the --key is not an SSH public key' 'it looks like: ssh-ed25519 AAAA... comment' ;;
	esac
}

check_host() {
	[ "$(id -u)" = 0 ] || fail 'run this as root' "sudo sh $0 ..."
	for tool in awk find flock getent perl realpath setpriv sha256sum sudo visudo timeout useradd; do
		command -v "$tool" >/dev/null || fail "this host has no '$tool'" 'apt-get install sudo passwd util-linux findutils coreutils mawk perl-base'
	done
	command -v prosodyctl >/dev/null || fail 'Prosody is not installed here' 'install Jitsi Meet first'
	getent passwd prosody >/dev/null || fail "there is no user 'prosody' here" 'fleet-host manages installs from Debian packages'
	[ ! -e "$state/owner" ] || read -r owner <"$state/owner" || :
	if [ -n "${owner-}" ] && [ "$owner" != "$fleet" ] && [ -z "$takeover" ]; then
		fail "this host belongs to fleet $owner" 'to take it over: the same command with --takeover'
	fi
}

# The name may be taken: somebody's home, keys and password are not ours to replace.
check_user() {
	home=$(getent passwd "$user" | cut -d: -f6) other=''
	[ -n "$home" ] || return 0
	[ "$(id -u "$user")" != 0 ] || other='is root'
	case $home in /home/?*) ;; *) other="lives in $home" ;; esac
	case $(getent shadow "$user" | cut -d: -f2) in *[!!*]*) other='has a password' ;; esac
	for file in authorized_keys authorized_keys2; do
		[ ! -s "$home/.ssh/$file" ] || grep -q "fleet-host's install.sh" "$home/.ssh/$file" || other="has keys of its own in $home/.ssh/$file"
	done
	if [ -L "$home" ] || [ -L "$home/.ssh" ]; then other='has a link in place of its home or of its .ssh'; fi
	[ -z "$other" ] ||
		fail "this host has a user '$user' already, who $other" "fleet-host needs that name for itself: rename that user, or remove it"
}

install_program() {
	[ -z "$packaged" ] || return 0
	mkdir -p "${program%/*}"
	program >"$program.new" || fail 'the program could not be made'
	sh -n "$program.new" || fail 'the program is not whole'
	chown root:root "$program.new"
	chmod 755 "$program.new"
	mv -f "$program.new" "$program"
	mkdir -p "$share"
	echo '-- Empty, for prosodyctl: fleet-host asks the running Prosody without loading its configuration.' >"$share/prosodyctl.cfg.lua"
}

install_state() {
	mkdir -p "$state"
	chown root:root "$state"
	chmod 700 "$state"
	(
		umask 077
		[ -s "$state/salt" ] || od -An -N32 -tx1 /dev/urandom | tr -d ' \n' | sed 's/$/\n/' >"$state/salt"
		: >>"$state/lock"
		# Another fleet's fences come from another clock.
		[ "${owner-$fleet}" = "$fleet" ] || rm -f "$state/fence" "$state/incarnation"
		echo "$fleet" >"$state/owner"
	)
}

# "*" and not "!": no password fits, and sshd does not take the account for a locked one.
install_user() {
	if ! getent passwd "$user" >/dev/null; then
		useradd --system --user-group --create-home --home-dir "/home/$user" --shell /bin/sh --comment 'Fleet' "$user"
		: >"$state/made-user"
	fi
	usermod -p '*' "$user"
	home=$(getent passwd "$user" | cut -d: -f6)
	mkdir -p "$home/.ssh"
	# Nothing in there is the user's to change.
	chown root:root "$home" "$home/.ssh"
	chmod 755 "$home" "$home/.ssh"
	{
		echo "# Made by fleet-host's install.sh, which writes it anew."
		printf %s "$keys" | while IFS= read -r key; do
			echo "restrict,command=\"sudo -n $program\"${from:+,from=\"$from\"} $key"
		done
	} >"$home/.ssh/authorized_keys.new"
	chmod 644 "$home/.ssh/authorized_keys.new"
	mv -f "$home/.ssh/authorized_keys.new" "$home/.ssh/authorized_keys"
}

install_sudoers() {
	new=$(mktemp "$state/sudoers.XXXXXX")
	printf '%s\n' "# Made by fleet-host's install.sh. \"\": without arguments." "Defaults:$user env_reset, !requiretty" \
		"$user ALL=(root) NOPASSWD: $program \"\"" >"$new"
	visudo -cqf "$new" || { rm -f "$new"; fail 'visudo does not accept the line for sudoers; nothing was changed there'; }
	chmod 440 "$new"
	mv -f "$new" "$sudoers"
}

# From the user's side, as the key will use it.
check_installed() {
	answer=$(setpriv --reuid="$user" --regid="$user" --init-groups sudo -n "$program" </dev/null 2>&1) || :
	case $answer in
	"fleet-host "*) ;;
	*) fail "'$user' can't run $program by sudo: $answer" 'does /etc/sudoers have the line @includedir /etc/sudoers.d ?' ;;
	esac
	others=$(sudo -n -l -U "$user" 2>/dev/null | grep -F '(' | grep -vF "$program" || :)
	[ -z "$others" ] || echo "fleet-host install: beware, sudo lets '$user' do more than that:$nl$others" >&2
	echo "$("$program" version) is installed for fleet $fleet"
	for key in /etc/ssh/ssh_host_*_key.pub; do [ ! -e "$key" ] || ssh-keygen -lf "$key" 2>/dev/null | sed 's/^/host key /'; done
}

remove() {
	[ "$(id -u)" = 0 ] || fail 'run this as root' "sudo sh $0 --remove"
	[ -z "$packaged" ] || fail 'fleet-host is a package here' 'apt-get purge fleet-host'
	if [ -e "$state/lock" ]; then
		exec 9<"$state/lock"
		flock -w 60 9 || fail 'fleet-host is changing this host right now' 'repeat in a minute'
	fi
	rm -f "$sudoers" "$program"
	rm -rf "$share"
	home=$(getent passwd "$user" | cut -d: -f6) || home=
	if [ -e "$state/made-user" ]; then
		[ -z "$home" ] || userdel "$user" || fail "the user '$user' could not be removed" "does something run as it? then: userdel $user"
		# userdel leaves a home that is not the user's own.
		rm -rf "/home/${user:?}"
	elif [ -n "$home" ] && grep -qs "fleet-host's install.sh" "$home/.ssh/authorized_keys"; then
		rm -f "$home/.ssh/authorized_keys"
	fi
	rm -rf "$state"
	echo 'fleet-host is removed; Jitsi stays as it is'
}

main() {
	arguments "$@"
	if [ -n "$remove" ]; then remove; exit 0; fi
	check_arguments
	check_host
	check_user
	install_program
	install_state
	install_user
	install_sudoers
	check_installed
}

# Called last, so that a script cut on its way here does nothing.
main "$@"
