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
1:hold | 1:--help) usage ;;
*:hold) shift; hold "$@" ;;
1:release) release ;;
1:lock | *:lock) shift; lock "$@" ;;
3:take-over) take_over "$2" "$3" ;;
*) usage ;;
esac
