# shellcheck shell=sh disable=SC2034
# Before every mutation: where things are on a Jitsi host, and what people do to them. Run as root inside the host.
H=@HOST@
AVAIL=/etc/prosody/conf.avail/$H.cfg.lua
LINK=/etc/prosody/conf.d/$H.cfg.lua
MAIN=/etc/prosody/prosody.cfg.lua
STORE=/var/lib/prosody/$(echo "$H" | sed 's/\./%2e/g; s/-/%2d/g')
ACCOUNTS=$STORE/accounts
CONFIG_JS=/etc/jitsi/meet/$H-config.js
JICOFO=/etc/jitsi/jicofo/jicofo.conf
LEGACY=/etc/jitsi/jicofo/sip-communicator.properties
OPTIONS=/etc/jitsi/jicofo/config

listens() { for port; do grep -qi ":$(printf %04X "$port") .* 0A " /proc/net/tcp /proc/net/tcp6 || return 1; done; }
until_true() { tries=0; until "$@"; do [ $((tries += 1)) -le 500 ] || { echo "never: $*" >&2; return 1; }; sleep 0.02; done; }
restart() { # SERVICE: and wait until it answers
	service "$1" restart >/dev/null || :
	case $1 in
	prosody) # BOSH comes a moment after, and not at all where the host is off
		until_true listens 5222 || :
		until_true listens 5280 2>/dev/null || :
		;;
	jicofo) until_true listens 8888 ;;
	esac
}
reloads() { grep -c "Received SIGHUP" /var/log/prosody/prosody.log || :; }
in_prosody() { printf '%s\n' "$@" bye | prosodyctl shell >/dev/null; } # COMMAND...: in the running one
# Of the section VirtualHost "H" alone.
in_section() { sed -i "/^VirtualHost \"$H\"/,/^Component \"conference/ $1" "$AVAIL"; }
provider() { in_section "s/^\( *authentication = \)\"[^\"]*\"/\1\"$1\"/"; }
# What runs is switched as a person would who then puts the file back.
in_force() { # PROVIDER
	cp -p "$AVAIL" /run/as-it-was
	provider "$1"
	in_prosody 'config:reload()' "module:load(\"auth_$1\", \"$H\")" "module:unload(\"auth_internal_hashed\", \"$H\")"
	cat /run/as-it-was >"$AVAIL"
}
guest_host() { # FILE [PROVIDER]: a guest vhost as the handbook has it
	printf 'VirtualHost "guest.%s"\n    authentication = "%s"\n    c2s_require_encryption = false\n' "$H" "${2:-jitsi-anonymous}" >>"$1"
}
# A BOSH session that came in by SASL ANONYMOUS and stays, as a browser's in a meeting.
stay_without_login() { # HOST
	perl - "$H" "$1" <<'E'
use Socket;
my ($H, $to, $sid, $rid) = (@ARGV, '', 1 + int rand 1e9);
sub body {
	socket(my $s, PF_INET, SOCK_STREAM, 0); connect($s, sockaddr_in(5280, INADDR_LOOPBACK)) or die $!;
	my $b = "<body rid='" . $rid++ . "' $_[0] xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh'>" . ($_[1] // '') . '</body>';
	syswrite $s, "POST /http-bind HTTP/1.0\r\nHost: $H\r\nContent-Type: text/xml\r\nContent-Length: " . length($b) . "\r\n\r\n$b";
	my $answer = join '', <$s>; $answer =~ /\bsid=['"]([^'"]*)/ and $sid = $1; $answer
}
body("to='$to' ver='1.6' wait='60' hold='1' xmpp:version='1.0'");
body("sid='$sid'", "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>") =~ /<success/ or die 'not let in';
body("sid='$sid' to='$to' xmpp:restart='true'");
body("sid='$sid'", "<iq xmlns='jabber:client' id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>") =~ /<jid>/ or die 'not bound';
E
}
jicofo_without_login() { sed -i '/^jicofo.authentication/d' "$JICOFO" && as_jicofo; }
as_jicofo() { chown jicofo:jitsi "$JICOFO" "$LEGACY" "$OPTIONS"; }
account() { printf '%s\n%s\n' "$2" "$2" | prosodyctl register "$1" "$H" >/dev/null; } # USER PASSWORD
swap() { cat >"$1.new" && cat "$1.new" >"$1" && rm "$1.new"; } # FILE: its content is now what comes in; owner and mode stay

# The files that Fleet may touch. Accounts by what they mean: keys in any order, times that Prosody 13 adds left out.
snapshot() {
	set -- /etc/prosody /etc/jitsi "$ACCOUNTS"
	[ -d "$ACCOUNTS" ] || set -- /etc/prosody /etc/jitsi
	find "$@" -printf '%y %m %u:%g %p %l\n'
	find "$@" -type f ! -name '*.dat' -exec sha256sum {} +
	for file in "$ACCOUNTS"/*.dat; do [ ! -f "$file" ] || echo "$(grep -vE '"(created|updated)"' "$file" | sort | sha256sum) $file"; done
}
keep() { tar -C / -cpf /run/kept.tar etc/prosody etc/jitsi "${STORE#/}"; }
jicofo_files() { cat "$JICOFO" "$LEGACY" "$OPTIONS" 2>/dev/null | sha256sum; }
put_back() {
	left=$(jicofo_files)
	rm -rf /etc/prosody /etc/jitsi "$STORE"
	tar -C / -xpf /run/kept.tar
	restart prosody
	if [ "$left" != "$(jicofo_files)" ] || ! listens 8888; then restart jicofo; fi
	for service in nginx jitsi-videobridge2; do service "$service" start >/dev/null; done
}
