# shellcheck shell=sh
# The domain's accounts, read as user prosody. The digest is of names, owners, modes, sizes and times, so an unchanged set of thousands
# costs one look at each file's entry; a change makes every record be read.

say_accounts() { # the digest that the caller knows
	accounts_directory
	if [ -h "$directory" ] || [ -h "${directory%/*}" ]; then say 'accounts unreadable -'; return; fi
	if [ ! -e "$directory" ]; then say 'accounts absent -'; return; fi
	listing=$(accounts_find)
	case $listing in *'!failed'*) say 'accounts unreadable -'; return ;; esac
	digest=$(accounts_digest)
	digest=${digest%% *}
	[ -n "$digest" ] || { say 'accounts too-many -'; return; }
	if [ "$digest" = "$1" ]; then say "accounts same $digest"; return; fi
	records=$(accounts_read) || { say 'accounts unreadable -'; return; }
	say "accounts sent $digest"
	[ -z "$records" ] || say "$records"
}

accounts_directory() { # in $directory, named as Prosody does
	rest=$domain directory=
	while :; do
		part=${rest%%[.-]*} rest=${rest#"${rest%%[.-]*}"}
		directory=$directory$part
		case $rest in
		.*) directory=$directory%2e ;;
		-*) directory=$directory%2d ;;
		*) break ;;
		esac
		rest=${rest#?}
	done
	directory=$prosody_data/$directory/accounts
}

# type, owner, group, mode, size, change of content and of entry, inode, name
accounts_find() {
	{
		as prosody timeout 30 find -P "$directory" -mindepth 1 -maxdepth 1 -name '*.dat' -printf '%y %u %g %m %s %T@ %C@ %i %f\0' 2>/dev/null ||
			printf '!failed\0'
	} | tr '\n\0' '?\n' | sort -k 9
}

# A file written within the clock's last tick could change once more without a trace: the digest of such a set holds for this second only.
accounts_digest() {
	printf '%s\n' "$version" "$listing" |
		awk -v now="$now" -v max="$max_accounts" '{ print } NF >= 9 && $7 > newest { newest = $7 }
			END { if (newest >= now - 1) print now; if (NR - 1 > max) exit 1 }' | { sha256sum; }
}

accounts_read() {
	# shellcheck disable=SC2016  # for the shell inside
	as prosody timeout 60 sh -c 'cd "$1" && exec awk "$2"' sh "$directory" "$encode_awk$account_record_awk$list_accounts_awk" <<-E
		$listing
	E
}
