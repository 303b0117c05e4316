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

# "Error on line 12: ..." of the main file, "Error: /etc/prosody/conf.d/x.cfg.lua:12: ...", or "Error loading included /etc/...: " of one that
# can't be opened.
check_place() {
	verdict='invalid - -'
	case $answer in
	*"Error on line "*) place=${answer#*"Error on line "} file=$prosody_config/prosody.cfg.lua ;;
	*"Error loading included $prosody_config/"*) place=${answer#*"Error loading included "} file=${place%%:*} place= ;;
	*"Error: $prosody_config/"*) place=${answer#*"Error: "} file=${place%%:*} place=${place#*:} ;;
	*) return ;;
	esac
	place=${place%%:*}
	case $file in *[!A-Za-z0-9._/-]*) return ;; esac
	if is_number "$place"; then verdict="invalid $file $place"; else verdict="invalid $file -"; fi
}
