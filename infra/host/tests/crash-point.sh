# shellcheck shell=sh
# Only in the variant that tests build: ends the program at a point, as kill -9 would.

crash_point() { [ "${FLEET_HOST_CRASH:-}" != "$1" ] || kill -9 $$; }
