# shellcheck shell=sh
# `prosodyctl check config` runs the configuration's Lua, so it runs as user prosody. Its exit code is no verdict on a Jitsi host (obsolete
# options make it 2); 1 with the text below is a configuration that Prosody would not start with. Its messages quote the
# configuration, secrets included: only the place leaves the host.

check_config() { # leaves $verdict
	answer=$(as prosody timeout 30 prosodyctl check config 2>&1)
	case $?:$answer in
	*'A problem occurred while reading the config file'*) check_place ;;
	0:* | 2:*) verdict='valid - -' ;;
	*) verdict='unknown - -' ;;
	esac
}

check_place() {
	place=${answer#*"$prosody_config/"}
	file=$prosody_config/${place%%:*} place=${place#*:}
	place=${place%%:*}
	verdict='invalid - -'
	case $file in *[!A-Za-z0-9._/-]*) return ;; esac
	if is_number "$place"; then verdict="invalid $file $place"; fi
}
