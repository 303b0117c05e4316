# shellcheck shell=sh

nonce=-
case $#:${1-} in
0:)
	read_request
	case $command in
	observe) observe ;;
	apply) apply ;;
	evidence) evidence ;;
	*) refuse bad-request command ;;
	esac
	;;
1:status) status ;;
1:version) echo "fleet-host $version" ;;
*)
	echo "usage: fleet-host [status|version]; without arguments: a request on stdin" >&2
	exit 64
	;;
esac
