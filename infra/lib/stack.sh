# shellcheck shell=bash
# One whole Fleet on this machine: PostgreSQL, test hosts, control plane, workers; for the demo and the benchmarks. Sourced, after
# `stack` (a directory that other users may enter, not read) and `root` (of the repository) are set. What it starts ends with the
# process that sourced it, even when that is killed. TAG and NET as in infra/testbed/hosts.
# shellcheck disable=SC2154  # root, stack: set by who sources this

# A daemon that is started on a host inherits what its starter holds, too.
hosts() { unheld "$root/infra/testbed/hosts" "$@"; }
controlplane_program=$root/src/Fleet.ControlPlane/bin/Release/net10.0/fleet-controlplane
worker_program=$root/src/Fleet.Worker/bin/Release/net10.0/fleet-worker

build() { # PROJECT...: directories below $root
  local project said
  for project; do
    said=$(as_caller dotnet build "$root/$project" -c Release -v q --nologo -clp:NoSummary) || { echo "$said" >&2; return 1; }
  done
}
# The tree belongs to whoever called sudo, and so does what a build puts there.
as_caller() { if [ "$(id -u)" = 0 ] && [ -n "${SUDO_USER:-}" ]; then sudo -E -H -u "$SUDO_USER" env "PATH=$PATH" "$@"; else "$@"; fi; }

free_port() { # PREFERRED
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((20000 + RANDOM % 10000)); done
  echo "$port"
}

# hold NAME CMD...: CMD clears up at the end of its stdin, which comes when this process is gone, however it went. Nothing else that
# is started may inherit that stdin's other end, hence `unheld`.
hold() {
  local name=$1 end
  shift
  exec {end}> >(trap '' INT TERM HUP; close_held; "$@")
  held[$name]=$end holders[$name]=$!
}
declare -A held=() holders=()
close_held() { local end; for end in "${held[@]}"; do exec {end}>&-; done; }
unheld() { (close_held; "$@"); }
let_go() { # NAME
  local end=${held[$1]:-}
  [ -n "$end" ] || return 0
  exec {end}>&-
  wait "${holders[$1]}" || :
  unset "held[$1]" "holders[$1]"
}

database_up() { # [-c SETTING=VALUE]...: the owner's connection goes to $stack/owner; FLEET_POSTGRES names somebody else's PostgreSQL
  hold stack clear
  if [ -n "${FLEET_POSTGRES:-}" ]; then
    (umask 077 && echo "$FLEET_POSTGRES" >"$stack/owner")
  else
    cp "$(unheld "$root/infra/postgres/cluster" up "$stack/postgres" "$@")" "$stack/owner"
  fi
}
clear() { # at the end, when all else has gone
  "$root/infra/postgres/cluster" hold "$stack/postgres"
  rm -rf "${stack:?}"
}

hosts_up() { # N: with fleet-host installed for this fleet, once it has keys
  hold hosts "$root/infra/testbed/hosts" hold
  PREPARE=$([ ! -e "$stack/keys" ] || echo "$stack/keys/fleet.public.json") hosts up "$1"
  hosts ls | awk '{print $2, $3}' >"$stack/names" # no DNS knows them
}
host_address() { hosts ls | awk -v i="$1" '$1 == i {print $2}'; }
host_domain() { hosts ls | awk -v i="$1" '$1 == i {print $3}'; }

fingerprint() { # ADDRESS: of the host key that the host has, as an operator would read it there
  hosts known | awk -v a="$1" '$1 == a {print $2, $3}' | ssh-keygen -lf - | awk '{print $2}'
}

keys_up() { "$worker_program" init --keys "$stack/keys" >/dev/null; }

as_owner() { FLEET_OwnerDatabase_FILE=$stack/owner "$controlplane_program" "$@"; }
schema_up() {
  as_owner init --operator "${SUDO_USER:-root}" --token-file "$stack/token" >/dev/null
  as_owner login controlplane controlplane1 --file "$stack/controlplane.login" >/dev/null
}
worker_login() { as_owner login worker "$1" --file "$stack/$1.login" >/dev/null; }

controlplane_up() {
  export FLEET_URL FLEET_TOKEN_FILE=$stack/token
  FLEET_URL=http://127.0.0.1:$(free_port 7420)
  metrics_at controlplane 7421
  FLEET_Database_FILE=$stack/controlplane.login FLEET_PublicBundle=$stack/keys/fleet.public.json FLEET_Urls=$FLEET_URL FLEET_MetricsUrl=$(<"$stack/controlplane.metrics") \
    started controlplane "$controlplane_program" run
  ready 30 || { tail -n 20 "$stack/controlplane.log" >&2; return 1; }
}
ready() { # SECONDS
  local end=$((SECONDS + $1))
  until curl -sf "$(<"$stack/controlplane.metrics")/health/ready" >/dev/null; do [ "$SECONDS" -lt "$end" ] && [ -d "/proc/$(<"$stack/controlplane.pid")" ] || return 1; sleep 0.1; done
}

metrics_at() { echo "http://127.0.0.1:$(free_port "$2")" >"$stack/$1.metrics"; } # NAME PREFERRED: and health

worker_up() { # NAME: a word and a number
  metrics_at "$1" $((7421 + ${1//[!0-9]/}))
  mkdir -p "$stack/$1.state"
  FLEET_Database_FILE=$stack/$1.login FLEET_Keys=$stack/keys FLEET_State=$stack/$1.state FLEET_Probing__HostsFile=$stack/names \
    FLEET_MetricsUrl=$(<"$stack/$1.metrics") \
    started "$1" "$worker_program" run
}

# Prometheus, configured as it is delivered, but quicker: it looks each second, and no alert waits out its `for:`.
prometheus_up() {
  local here=$root/infra/prometheus there=$stack/prometheus
  PROMETHEUS_URL=http://127.0.0.1:$(free_port 9090)
  mkdir -p "$there"
  cp -r "$here/rules" "$there/"
  sed -i 's/^\( *\)for: .*/\1for: 0s/' "$there"/rules/*.yml
  sed -e 's/15s/1s/' -e "s#127.0.0.1:7421#$(cut -d/ -f3 "$stack/controlplane.metrics")#" \
    -e "s#127.0.0.1:7422#$(cut -d/ -f3 "$stack/worker1.metrics")#" "$here/prometheus.yml" >"$there/prometheus.yml"
  started prometheus prometheus --config.file="$there/prometheus.yml" --storage.tsdb.path="$there/data" \
    --web.listen-address="${PROMETHEUS_URL#http://}"
}
alerts() { # FILTER [ALERT SERVER]: is it true of the alerts that stand?
  curl -sf "$PROMETHEUS_URL/api/v1/alerts" | jq -e --arg alert "${2-}" --arg server "${3-}" ".data.alerts | $1"
}
# shellcheck disable=SC2016  # jq's variables, here and below
fires() { alerts 'any(.labels.alertname == $alert and .labels.server == $server and .state == "firing")' "$@"; } # ALERT SERVER
# No alert is good news only where rules are evaluated and servers are watched.
# shellcheck disable=SC2016
rests() { # ALERT SERVER
  alerts 'any(.labels.alertname == "FleetDeadMansSwitch") and all(.labels.alertname != "FleetNotWatched")
    and all((.labels.alertname == $alert and .labels.server == $server) | not)' "$@"
}

started() { # NAME CMD...: in the background, its log in $stack/NAME.log, its id in $stack/NAME.pid
  local name=$1
  shift
  (close_held; exec setpriv --pdeathsig TERM "$@") </dev/null >"$stack/$name.log" 2>&1 &
  echo $! >"$stack/$name.pid"
}

stack_down() {
  local file
  for file in "$stack"/*.pid; do [ ! -e "$file" ] || kill "$(<"$file")" 2>/dev/null || :; done
  for file in "$stack"/*.pid; do [ ! -e "$file" ] || wait "$(<"$file")" || :; done
  [ -z "${held[hosts]:-}" ] || hosts down
  let_go hosts
  let_go stack
}
