printf 'return {' >"$ACCOUNTS/carol.dat~"
