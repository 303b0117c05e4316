#!/bin/sh
# fleet-host: Fleet's hand on a managed Jitsi server. One request on stdin, one reply on stdout; infra/host/PROTOCOL.md has both.
# Made from infra/host/src by infra/host/build. Runs as root, through a sudoers line that allows it without arguments.
# shellcheck disable=SC2016  # awk and Lua programs stand in quotes
set -u
PATH=/usr/bin:/usr/sbin:/bin:/sbin LC_ALL=C
export PATH LC_ALL
unset ENV CDPATH HOME PERL5LIB PERL5OPT RUBYLIB RUBYOPT
umask 077
cd / || exit 1
