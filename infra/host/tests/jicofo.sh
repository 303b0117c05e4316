# shellcheck shell=sh
# What is told of Jicofo: where its authentication is written, and what it really does.

setting() { field jicofo | awk -v s="$1" '$1 == s { print $2, $4, $5, $6, $7 }'; }
hocon() { # TEXT, appended to jicofo.conf as it was
	reset_jicofo
	[ -z "$1" ] || printf '%s' "$1" >>"$jicofo/jicofo.conf"
	observe - - never
}
says_hocon() { # NAME STATE-AND-VALUES
	check "jicofo.conf: $1" is "$(setting hocon)" "$2 no"
}

hocon ''
says_hocon 'nothing is said' 'read - - -'
check 'its hash is the one of the file' is "$(field jicofo | awk '$1 == "hocon" { print $3 }')" "$(hash_of "$jicofo/jicofo.conf")"
hocon 'jicofo { authentication: { enabled: true, type: XMPP, login-url: "meet.example.com" } }'
says_hocon 'a block of its own' 'read true XMPP meet.example.com'
hocon "jicofo.authentication {${nl}enabled = yes${nl}type = XMPP${nl}login-url = meet.example.com${nl}}"
says_hocon 'a dotted block without commas and quotes' 'read true XMPP meet.example.com'
hocon "jicofo.authentication.enabled = true${nl}// jicofo.authentication.enabled = false${nl}# and so on"
says_hocon 'a comment is none' 'read true - -'
hocon "jicofo.authentication.enabled = true${nl}jicofo { authentication { enabled = off } }"
says_hocon 'the last one wins' 'read false - -'
hocon 'jicofo { authentication { enabled: true, type: "X Y", login-url: "a b" } }'
says_hocon 'what is no word is not said' 'read true % %'
hocon 'jicofo { authentication { enabled: true } } }'
says_hocon 'a brace too many is invalid' 'invalid - - -'
hocon 'jicofo { authentication { enabled: perhaps } }'
says_hocon 'what is no boolean is invalid' 'invalid - - -'
hocon 'include "/etc/shadow"'
says_hocon 'a file that it includes and may not read is invalid, not empty' 'invalid - - -'
hocon "$(printf '# caf\303\251\r')"
says_hocon 'an accent and a carriage return are nothing special' 'read - - -'
check 'nothing of it is shown' like "^file $jicofo/jicofo.conf regular .* withheld 0$"
check 'nor its password anywhere' like_no seed-focus-pw
rm "$jicofo/jicofo.conf"
observe - - never
says_hocon 'it may be missing' 'missing - - -'
mkfifo "$jicofo/jicofo.conf"
observe - - never
says_hocon 'a pipe in its place is not opened' 'unreadable - - -'
reset_jicofo
ln -sf /etc/shadow "$jicofo/jicofo.conf"
observe - - never
says_hocon 'a link that leads out is not followed' 'unreadable - - -'
hocon ''
digest=$(field config)
hide_reader
observe "${digest% *}" - never
says_hocon 'without its reader nothing is guessed' 'no-reader - - -'
mv /root/reader "$reader"

legacy() { # TEXT
	reset_jicofo
	printf '%s\n' "$1" >>"$jicofo/sip-communicator.properties"
	observe - - never
}
legacy '#org.jitsi.jicofo.auth.URL=XMPP:meet.example.com'
check 'properties: a comment is none' is "$(setting legacy)" 'read - - - no'
legacy 'org.jitsi.jicofo.auth.URL=XMPP:meet.example.com'
check 'properties: XMPP' is "$(setting legacy)" 'read true XMPP meet.example.com no'
legacy '  org.jitsi.jicofo.auth.URL : XMPP\:meet.exam\
    ple.com'
check 'properties: as Java reads them' is "$(setting legacy)" 'read true XMPP meet.example.com no'
legacy 'org.jitsi.jicofo.auth.URL EXT_JWT:meet.example.com'
check 'properties: a token' is "$(setting legacy)" 'read true JWT meet.example.com no'
legacy 'org.jitsi.jicofo.auth.URL=meet.example.com'
check 'properties: no type' is "$(setting legacy)" 'read true NONE meet.example.com no'
legacy "org.jitsi.jicofo.auth.URL=XMPP:a${nl}org.jitsi.jicofo.auth.URL=XMPP:b c"
check 'properties: the last one wins, and what is no word is not said' is "$(setting legacy)" 'read true XMPP % no'

options() { # TEXT
	reset_jicofo
	printf '%s\n' "$1" >>"$jicofo/config"
	observe - - never
}
options 'JAVA_SYS_PROPS="$JAVA_SYS_PROPS -Dorg.jitsi.jicofo.auth.URL=XMPP:meet.example.com"'
check 'options: the legacy property' is "$(setting options-legacy)" 'read true XMPP meet.example.com no'
check 'options: and none of the others' is "$(setting options)" 'read - - - no'
options "JAVA_SYS_PROPS='-Djicofo.authentication.enabled=true -Djicofo.authentication.type=XMPP -Djicofo.authentication.login-url=meet.example.com'"
check 'options: those of jicofo.conf' is "$(setting options)" 'read true XMPP meet.example.com no'
options 'JAVA_SYS_PROPS="-Dorg.jitsi.jicofo.auth.URL=XMPP:a"
org.jitsi.jicofo.auth.URL=XMPP:b
JAVA_SYS_PROPS="-Dx=y"'
check 'options: a property pasted there does nothing, and the last assignment counts' is "$(setting options-legacy)" 'read - - - no'

# What is in force is another matter.
reset_jicofo
observe - - never
check 'in force: no authentication' says 'jicofo-in-force none - -'
printf 'jicofo.authentication { enabled: true, type: XMPP, login-url: "%s" }\n' "$H" >>"$jicofo/jicofo.conf"
observe - - never
check 'in force: a file that was written since does not count' says 'jicofo-in-force none - -'
restart_jicofo
observe - - never
check 'in force: XMPP' says "jicofo-in-force xmpp $H -"
: >"$jicofo_log"
observe - - never
check 'in force: with its log gone, the address is not known' says 'jicofo-in-force xmpp - -'
service jicofo stop >/dev/null
observe - - never
check 'in force: nothing when it does not run' says 'jicofo-in-force unknown - not-running'
if [ ! -d /run/systemd/system ]; then # which knows its services by more than a name
cp /bin/sleep /tmp/jicofo-frozen
setpriv --reuid=jicofo --regid=jitsi --clear-groups /tmp/jicofo-frozen 60 &
frozen=$!
observe - - never
check 'in force: nor when it does not answer' says 'jicofo-in-force unknown - no-answer'
cat >/tmp/listen.pl <<'PERL'
use Socket;
my ($sent) = @ARGV;
socket(my $server, PF_INET, SOCK_STREAM, 6);
setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
bind($server, pack_sockaddr_in(8888, INADDR_LOOPBACK)) && listen($server, 1) or die;
print "up\n";
close STDOUT;
accept(my $client, $server);
sysread $client, my $asked, 4096;
syswrite $client, $sent;
sleep 20 unless $sent;
PERL
answering() { # TEXT
	rm -f /tmp/up
	mkfifo /tmp/up
	perl /tmp/listen.pl "$1" >/tmp/up &
	listener=$!
	read -r _ </tmp/up
	observe - - never
	kill $listener 2>/dev/null
	wait $listener 2>/dev/null
}
http="HTTP/1.1 200 OK${nl}Content-Type: application/json$nl$nl"
answering "$http{\"rooms\":{\"\\\"auth_authority\\\":\\\"none\":1},\"conference_iq_handler\":{\"auth_authority\":\"ExternalJWTAuthority\"}}"
check 'in force: tokens, whatever a room is called' says 'jicofo-in-force jwt - -'
answering "$http{\"auth_authority\":\"null\",\"x\":{\"auth_authority\":\"XMPPDomainAuthAuthority\"}}"
check 'in force: two answers are none' says 'jicofo-in-force unknown - ambiguous'
answering "$http{\"auth_authority\":\"SomethingElse\"}"
check 'in force: nor is a new one' says 'jicofo-in-force unknown - other-authority'
answering ''
check 'in force: who does not answer in a second is not waited for' says 'jicofo-in-force unknown - timed-out'
echo 'Jicofo 2026-01-01 00:00:00.000 INFO: [1] JicofoServices.createAuthenticationAuthority#176: Starting authentication service with config=AuthConfig[enabled=true, type=XMPP, loginUrl=old.example, logoutUrl=null]' >>"$jicofo_log"
answering "HTTP/1.1 404 Not Found$nl${nl}no"
check 'in force: an older Jicofo says it in its log' says 'jicofo-in-force xmpp old.example log'
spoofed() { # LINE, the last in the log
	echo "$1" >>"$jicofo_log"
	answering "HTTP/1.1 404 Not Found$nl${nl}no"
	sed -i '$ d' "$jicofo_log"
	says 'jicofo-in-force xmpp old.example log'
}
said='Starting authentication service with config=AuthConfig[enabled=true, type=XMPP, loginUrl=spoof, logoutUrl=null]'
at='2026-01-01 00:00:01.000 INFO:'
check 'in force: not what a participant is called' spoofed "Jicofo $at [44] [room=x meeting_id=y] ChatRoomMemberImpl.processPresence#5: $said"
check 'in force: nor in lines of what is called so' spoofed "Jicofo $at [44] ChatRoomImpl.x#5: nick=JicofoServices.createAuthenticationAuthority#1: $said"
check 'in force: nor a whole line in a line' spoofed "Jicofo $at [44] X.y#5: Jicofo $at [1] JicofoServices.createAuthenticationAuthority#1: $said"
check 'in force: nor switched off so' spoofed "Jicofo $at [44] X.y#5: Authentication service disabled."
kill $frozen
wait $frozen 2>/dev/null
fi
reset_jicofo
