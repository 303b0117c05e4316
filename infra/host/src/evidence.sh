# shellcheck shell=sh
# What the host's own records say around a change: files, logins, programs run by sudo, packages. Circumstantial: whoever is root here can
# have written any of it.

evidence() {
	take domain; domain=$line
	take since; since=$line
	[ -z "$request" ] || refuse bad-request "${request%% *}"
	is_domain "$domain" || refuse bad-request domain
	is_number "$since" || refuse bad-request since
	load_state
	now=$(date +%s)
	[ "$since" -ge $((now - 86400)) ] || since=$((now - 86400))
	reply=
	say_program
	say "time $now"
	found=$(changed_files; people_and_packages)
	[ -z "$found" ] || say "$found"
	send evidence
}

# Directories as well: what was removed from one has changed it.
changed_files() {
	accounts_directory
	{
		find -P "$prosody_config" /etc/jitsi -maxdepth 2 -newermt "@$since" -printf '%T@\t%u\t%p\0' 2>/dev/null
		as prosody timeout 10 find -P "$directory" -maxdepth 1 -newermt "@$since" -printf '%T@\t%u\t%p\0' 2>/dev/null
	} | tr '\n\0' '?\n' | sort -rn | head -n 20 |
		awk -F '\t' "$encode_awk"'{
			path = substr($0, length($1) + length($2) + 3)
			sub(/[.].*/, "", $1)
			print "file", encoded_word(path), encoded_word($2), $1
		}'
}

people_and_packages() {
	auth=-
	logins=$(timeout 10 journalctl -q --no-pager -o short-unix -n 2000 --since "@$since" -t sshd -t sshd-session -t sudo 2>/dev/null | tail -c 1048576)
	[ -n "$logins" ] || auth=/var/log/auth.log
	printf '%s\n' "$logins" | timeout 10 perl -e "$evidence_pl" "$now" "$since" "$auth" /var/log/dpkg.log.1 /var/log/dpkg.log 2>/dev/null
}
