# shellcheck shell=sh
# Where Jicofo's authentication can be written, and what each place says. Its directory is its own, so everything there is read as user
# jicofo; of jicofo.conf, which holds a password, nothing but these values leaves the host.

# The one line that Fleet adds: HOCON merges, and what comes later wins.
jicofo_line() { echo "jicofo.authentication { enabled: true, type: XMPP, login-url: \"$domain\" } # fleet"; }

say_jicofo_settings() {
	jicofo_file config
	both="$found - - -$nl$found - - -"
	[ "$found" != read ] || both=$(jicofo_legacy config -v options=1) || both="unreadable - - -${nl}unreadable - - -"
	say_settings options-legacy "${both%%"$nl"*}" no
	options=${both#*"$nl"} options_hash=$hash
	jicofo_file sip-communicator.properties
	legacy="$found - - -"
	[ "$found" != read ] || legacy=$(jicofo_legacy sip-communicator.properties) || legacy='unreadable - - -'
	say_settings legacy "$legacy" no
	hash=$options_hash
	say_settings options "$options" no
	jicofo_file jicofo.conf
	hocon="$found - - -" ours=no
	if [ "$found" = read ]; then
		hocon=$(jicofo_hocon "$jicofo_config/jicofo.conf")
		if as jicofo grep -qsxF -- "$(jicofo_line)" "$jicofo_config/jicofo.conf"; then ours=yes; fi
	fi
	say_settings hocon "$hocon" "$ours"
}

# Where its reader is: when it comes or goes, what can be told of the same file changes.
hocon_reader() {
	hocon_reader=
	for place in /usr/bin/ruby /usr/share/rubygems-integration/all/gems/hocon-* /usr/lib/ruby/vendor_ruby/hocon; do
		[ ! -e "$place" ] || hocon_reader=$hocon_reader$place:
	done
}

say_settings() { # SOURCE "STATE ENABLED TYPE LOGIN-URL" OURS
	say "jicofo $1 ${2%% *} $hash ${2#* } $3"
}

# Leaves in $found whether a file of Jicofo's can be read, as the listing has it, and in $hash its salted hash.
jicofo_file() { # NAME
	hash_for "$jicofo_config/$1"
	case "$nl$listing" in
	*"$nl$jicofo_config/$1 missing "*) found=missing ;;
	*) if [ "$hash" = - ]; then found=unreadable; else found="read"; fi ;;
	esac
}

jicofo_legacy() { # NAME [OPTION...]
	legacy_file=$jicofo_config/$1
	shift
	as jicofo timeout 5 awk "$@" "$jicofo_legacy_awk" "$legacy_file" 2>/dev/null
}

jicofo_hocon() { # PATH; what its own reader makes of it
	as jicofo timeout 10 ruby --disable=gems -EUTF-8:UTF-8 -e "$jicofo_hocon_rb" "$1" 2>/dev/null || echo 'no-reader - - -'
}
