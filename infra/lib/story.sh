# shellcheck shell=bash
# The story that the demo tells, chapter by chapter, each step checked. Sourced by infra/demo.
# shellcheck disable=SC2154  # stack, root, output: demo's and say.sh's

fleet() { "$root/src/Fleet.Cli/bin/Release/net10.0/fleet" "$@"; }

# What host I answers from outside: to a stranger, to a member. Fleet has no part in this.
outside() { echo "$(host_domain "$1") $(host_address "$1") $(hosts ca)"; }
# shellcheck disable=SC2046  # three words
stranger_gets() { equal "$(as_stranger $(outside "$1"))" "$2"; }
# shellcheck disable=SC2046  # three words
guest_gets() { equal "$(as_guest $(outside "$1"))" "$2"; }
# shellcheck disable=SC2046  # three words
no_guest() { ! equal "$(as_guest $(outside "$1"))" success; }
# shellcheck disable=SC2046
member_gets() { equal "$(as_member $(outside "$1") "$2" "$3")" "$4"; }

# of NAME FIELD: of the server, as the API has it
of() { fleet servers show "$1" -o json 2>/dev/null | jq -r ".summary.$2"; }
is() { equal "$(of "$1" "$2")" "$3"; }

story() {
  hand_built
  enrolling
  open_to_anyone
  locking_down
  a_user
  a_hand_edit
  guests
  a_server_away
  the_audit
}

hand_built() { # the third host was closed by somebody's hand, long before Fleet came
  local domain
  domain=$(host_domain 3)
  hosts exec 3 sed -i "/^VirtualHost \"$domain\"/,/^Component/ s/\"jitsi-anonymous\"/\"internal_hashed\"/" "/etc/prosody/conf.avail/$domain.cfg.lua"
  printf 'by-hand\nby-hand\n' | hosts exec 3 prosodyctl adduser "dora@$domain" >/dev/null
  hosts exec 3 service prosody restart >/dev/null
  echo by-hand >"$stack/dora"
}

enroll() { # CODE I NAME LABEL: with the host key as its operator reads it on the host
  shown "$1" fleet servers enroll "$3" --domain "$(host_domain "$2")" --ssh "$(host_address "$2")" --probe "$(host_address "$2")" \
    --probe-ca "$(hosts ca)" --host-key "$(fingerprint "$(host_address "$2")")" --label "$4"
}

enrolling() {
  chapter "1. Three servers become known. Nothing on them is touched."
  enroll 0 1 meet-1 site=berlin
  enroll 0 2 meet-2 site=paris
  tell "meet-3 was closed by hand long ago and has an account that nobody told Fleet about: exit code 2, drift found."
  enroll 2 3 meet-3 site=paris
  tell "Taken over as it is. Its Jicofo was forgotten, as on most servers that were closed by hand: exit code 2 again."
  shown 2 fleet servers adopt meet-3 --reason 'built by hand'
  holds "its account dora is adopted" mentions dora
  holds "and what was forgotten has a name" mentions jicofo-auth
}

open_to_anyone() {
  chapter "2. Two of them let anyone in."
  shown 0 fleet servers list
  holds "meet-1 is called open" is meet-1 verdict open
  holds "a stranger is let in on meet-1" stranger_gets 1 success
  holds "a stranger is let in on meet-2" stranger_gets 2 success
  holds "a stranger is refused on meet-3" stranger_gets 3 invalid-mechanism
}

locking_down() {
  local domain address ca result sid rid
  chapter "3. Lock them all down. First Fleet may change them at all; then the plan, then the command."
  shown 0 fleet servers enforcement all enforce --expect 3 --reason 'Fleet takes over'
  read -r domain address ca < <(outside 2)
  read -r result sid rid < <(as_stranger "$domain" "$address" "$ca" stay)
  holds "a stranger enters meet-2, and stays" equal "$result" success
  shown 0 fleet plan lockdown all
  holds "meet-1 is still open: a plan changes nothing" stranger_gets 1 success

  tell "Exit code 2: on meet-2 somebody who came in without login is still inside. Locking down drops no meeting."
  shown 2 fleet lockdown all --expect 3 --reason 'abuse, INC-411'
  holds "meet-1 is proven locked" is meet-1 verdict locked
  holds "meet-2 is locked, with an old session" is meet-2 verdict locked-old-sessions
  holds "who was inside goes on" still_in "$domain" "$address" "$ca" "$sid" "$rid"
  holds "a new stranger is refused on meet-1" stranger_gets 1 invalid-mechanism
  holds "a new stranger is refused on meet-2" stranger_gets 2 invalid-mechanism
  holds "dora still logs in on meet-3" member_gets 3 dora "$stack/dora" success
  shown 0 fleet lockdown name=meet-2 --evict --reason 'abuse, INC-411'
  holds "meet-2 is proven locked" is meet-2 verdict locked
  holds "and nobody is left inside" is meet-2 sessions.withoutLogin 0
}

a_user() {
  chapter "4. A user for all of them. Her password reaches no server."
  shown 0 fleet register alice --on all --generate-to "$stack/alice" --expect 3 --reason 'new colleague'
  holds "alice logs in on meet-1" member_gets 1 alice "$stack/alice" success
  holds "alice logs in on meet-2" member_gets 2 alice "$stack/alice" success
  holds "alice logs in on meet-3" member_gets 3 alice "$stack/alice" success
  holds "with another password she does not" member_gets 1 alice "$stack/dora" not-authorized
  holds "her password is not on any host" password_is_nowhere
}

password_is_nowhere() {
  local i
  for i in 1 2 3; do ! hosts exec "$i" grep -rqF "$(<"$stack/alice")" /etc /var /home /root /tmp || return 1; done
}

a_hand_edit() {
  chapter "5. Somebody opens meet-1 by hand. It is enforced, so it is closed again."
  open_by_hand 1
  holds "a stranger is let in on meet-1" stranger_gets 1 success
  shown 0 fleet check name=meet-1
  holds "it is closed again" stranger_gets 1 invalid-mechanism
  holds "and proven so" is meet-1 verdict locked

  tell "The same on meet-2, which is only observed meanwhile: found, reported and alerted, not repaired. Prometheus runs with the rules of"
  tell "infra/prometheus; for the demo it looks each second instead of every 15 s, and no alert waits out its \`for:\` (here, 1 minute)."
  shown 0 fleet servers enforcement name=meet-2 observe
  holds "FleetOpenWhileLocked does not fire for meet-2" within 30 rests FleetOpenWhileLocked meet-2
  open_by_hand 2
  shown 2 fleet check name=meet-2
  shown 2 fleet drift
  holds "the drift has a name" mentions access-mode
  holds "a stranger is still let in on meet-2" stranger_gets 2 success
  holds "FleetOpenWhileLocked fires for meet-2" within 30 fires FleetOpenWhileLocked meet-2
  shown 0 promtool query instant "$PROMETHEUS_URL" 'ALERTS{alertname="FleetOpenWhileLocked"}'
  holds "and whoever is on call would be paged" mentions 'severity="page"'
  shown 0 fleet servers enforcement name=meet-2 enforce
  holds "and refused when meet-2 is enforced again" stranger_gets 2 invalid-mechanism
  holds "FleetOpenWhileLocked is over" within 30 rests FleetOpenWhileLocked meet-2
}
open_by_hand() { hosts drift "$1" auth && hosts drift "$1" auth-in-force; }

guests() {
  chapter "6. A public lecture on meet-1: users open rooms, guests may join. Then it is over."
  shown 0 fleet plan access name=meet-1 guests
  shown 0 fleet servers access name=meet-1 guests --reason 'public lecture'
  holds "a guest is let in on meet-1" guest_gets 1 success
  holds "as a user, a stranger is not" stranger_gets 1 invalid-mechanism
  holds "nobody opens a room without login: proven locked" is meet-1 verdict locked
  shown 0 fleet servers access name=meet-1 members --reason 'the lecture is over'
  holds "no guest is let in any more" no_guest 1
}

a_server_away() {
  chapter "7. meet-3 cannot be reached: unknown, not green."
  hosts cut 3
  shown 1 fleet check name=meet-3 --timeout 30s
  holds "its verdict is unknown" is meet-3 verdict unknown
  shown 0 fleet servers list
  hosts join 3
  shown 0 fleet check name=meet-3
  holds "it is back, and proven locked" is meet-3 verdict locked
}

the_audit() {
  chapter "8. Who did what, why, and what came of it."
  shown 0 fleet audit
  for fact in 'abuse, INC-411' 'new colleague' drift-detected drift-resolved; do
    holds "the audit tells of: $fact" mentions "$fact"
  done
}
