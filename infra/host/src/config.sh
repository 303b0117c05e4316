# shellcheck shell=sh
# The configuration: which files there are, where they lead, whose they are, their salted hashes and masked content.

# Leaves $config_told (lines of files whose content is not told), $config_read (size, path and line of those for the masker) and
# $config_digest.
read_config() {
	listing=$(config_find | tr '\n\0' '?\n' | awk -v expected="$(expected_files)" "$encode_awk$files_awk")
	hash_config
	config_told='' config_read='' config_public=''
	while read -r path kind target owner group mode size modified; do
		real=$path
		[ "$target" = - ] || real=$target
		hash_for "$real"
		content_of
		head="file $path $kind $target $owner $group $mode $size $modified $hash"
		case $content in
		public) config_public="$head" ;;
		masked) config_read="$config_read$size $real $head$nl" ;;
		*) config_told="$config_told$head $content 0$nl" ;;
		esac
	done <<-E
		$listing
	E
	hocon_reader
	config_digest=$(sha256sum <<-E
		$version $hocon_reader $config_told $config_public $config_read
	E
	)
	config_digest=${config_digest%% *}
}

expected_files() {
	echo "$prosody_config/prosody.cfg.lua $prosody_config/conf.d/$domain.cfg.lua $prosody_config/conf.avail/$domain.cfg.lua" \
		"$jicofo_config/jicofo.conf $jicofo_config/sip-communicator.properties $jicofo_config/config $meet_config/$domain-config.js"
}

# For files.awk: S lines tell of each name itself, O lines of names with odd bytes, L lines of what is found there; targets of links follow
# in the order of their S lines.
config_find() {
	# shellcheck disable=SC2046  # a list
	set -- $(expected_files) "$prosody_config/conf.d" -maxdepth 1 ! -type d
	find -P "$@" \( ! -regex '[A-Za-z0-9._/-]*' -printf 'O\t%p\0' -o -printf 'S\t%p\t%y\t%Y\0' -type l -exec realpath -mz -- '{}' + \) 2>/dev/null
	find -L "$@" -type f -printf 'L\t%p\t%u\t%g\t%m\t%s\t%T@\0' 2>/dev/null
}

content_of() { # leaves $content
	case $kind:$real in
	regular:"$prosody_config"/* | link:"$prosody_config"/*)
		if [ "$size" -gt "$max_file" ]; then content=too-big; elif [ "$hash" = - ]; then content=unreadable; else content=masked; fi
		;;
	regular:"$meet_config/$domain-config.js")
		content=withheld
		if [ "$size" -gt "$max_public" ]; then content=too-big; elif [ "$hash" != - ] && in_roots_directory "$real"; then content=public; fi
		;;
	regular:* | link:*) content=withheld ;;
	*) content=none ;;
	esac
}

# The masker reads all files in one go; should it be stopped, nothing of any is shown.
say_config() {
	reply=$reply$config_told
	[ -z "$config_public" ] || say_public
	say_masked
	say_jicofo_settings
}

# Served to everybody; what is not ASCII says nothing that is asked here, and would make bytes and characters differ.
say_public() {
	content=$(head -c "$max_public" -- "$meet_config/$domain-config.js" | tr -c '\t\n\r -~' '?' |
		awk "$encode_awk"'{ print "|" encoded($0) } END { print NR }')
	lines=${content##*"$nl"}
	if [ "$lines" = 0 ]; then say "$config_public public 0"; else say "$config_public public $lines$nl${content%"$nl"*}"; fi
}

say_masked() {
	set --
	while read -r size real head; do
		case $size in
		'') ;;
		0) say "$head masked 0" ;;
		*) set -- "$@" "size=$size" "head=$head" "$real" ;;
		esac
	done <<-E
		$config_read
	E
	[ $# -gt 0 ] || return 0
	if masked=$(timeout 20 awk "$encode_awk$lex_awk$mask_awk$mask_files_awk" "$@" 2>/dev/null); then
		say "$masked"
	else
		for head; do case $head in head=*) say "${head#head=} unreadable 0" ;; esac; done
	fi
}
