# shellcheck shell=sh

observe() {
	read_observe
	load_state
	surroundings | { exec 8<&0 </dev/null; look; }
}

look() {
	clock=$(date +%s.%6N)
	now=${clock%.*}
	init_system
	read_packages
	read_processes
	read_config
	reply=
	say_program
	say "time $now"
	if speaks 2; then say "clock $clock"; fi
	say_machine
	encode "$owned_by"
	say "owner $encoded"
	if speaks 2; then say_incarnation; fi
	say "fence $highest_fence"
	if speaks 2; then say_accepted; fi
	say_interrupted
	say "init $init"
	dpkg_state
	say "dpkg $dpkg"
	reply=$reply$packages
	say_services
	find_prosody
	[ -z "$prosody_pid" ] || say "process $prosody_pid $prosody_started"
	say_config_or_digest
	say_accounts "$known_accounts"
	say_in_force
	say_surroundings
	if speaks 2; then say_planted; fi
	say_ledger "$ledger_after"
	send observed
}

say_incarnation() {
	encode "$owning_incarnation"
	say "incarnation $encoded"
}

say_accepted() {
	say "epoch $highest_epoch"
	say "generation $highest_generation"
	load_hold
	[ -z "$hold" ] || say "hold $hold"
}

read_observe() {
	take domain; domain=$line
	take known-config; known_config=$line
	take known-accounts; known_accounts=$line
	take check-config; when_checked=$line
	take ledger-after; ledger_after=$line
	[ -z "$request" ] || refuse bad-request "${request%% *}"
	is_domain "$domain" || refuse bad-request domain
	for digest in "$known_config" "$known_accounts"; do [ "$digest" = - ] || is_hash "$digest" || refuse bad-request known; done
	case $when_checked in never | when-changed | always) ;; *) refuse bad-request check-config ;; esac
	is_number "$ledger_after" || refuse bad-request ledger-after
}

say_config_or_digest() {
	verdict='not-run - -'
	if [ "$config_digest" = "$known_config" ]; then
		say "config $config_digest same"
		[ "$when_checked" != always ] || check_config
	else
		say "config $config_digest sent"
		say_config
		[ "$when_checked" = never ] || check_config
	fi
	say "check $verdict"
}
