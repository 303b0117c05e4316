# shellcheck shell=sh
# Secrets stay on the host: a canary in every place of a configuration that a person could put it, and none of it comes out.

canary=c4n4rySECRET
planted=/etc/prosody/conf.d/zz-canary.cfg.lua
plant() { # TEXT, with CANARY in it; @ is a line end
	printf '%s\n' "$1" | sed "s/CANARY/$canary/g; s/@/\n/g" >$planted
	look_masked
}
look_masked() {
	observe - - never
	content=$(content_of $planted)
}
content_of() { field file | awk -v path="$1" '$1 == path { print $10 }'; }
hides() { case $reply in '' | *"$canary"*) echo "no reply, or it came out"; return 1 ;; esac; }
hides_as() { is "$content" "$1" && hides; }
shows() { # LINE: as the reply has it
	case "$nl$reply$nl" in *"$nl|$1$nl"*) ;; *) return 1 ;; esac
}

# Every text has a file and a canary of its own, and one look tells of them all.
plant_each() { # the texts on stdin
	texts=0
	cat >/tmp/texts
	while IFS= read -r text; do
		texts=$((texts + 1))
		printf '%s\n' "$text" | sed "s/CANARY/$(canary_of $texts)/g; s/@/\n/g" >"$(file_of $texts)"
	done </tmp/texts
	observe - - never
}
file_of() { echo "/etc/prosody/conf.d/zz-canary-$1.cfg.lua"; }
canary_of() { echo "c4n4ry${1}SECRET"; }
each() { # NAME COMMAND...: for every text, whose number comes last
	naming=$1 number=0
	shift
	while IFS= read -r text; do
		number=$((number + 1))
		check "$naming: $text" "$@" $number
	done </tmp/texts
	rm -f /etc/prosody/conf.d/zz-canary-*
}
hides_each() { # AS NUMBER
	is "$(content_of "$(file_of "$2")")" "$1" || return 1
	case $reply in '' | *"$(canary_of "$2")"*) echo "no reply, or it came out"; return 1 ;; esac
}
shows_each() { # NUMBER: its one line, in its own file, and the end of it
	is "$(printf '%s\n' "$reply" | awk -v path="$(file_of "$1")" '$1 == "file" { on = $2 == path; next } !/^[|]/ { on = 0 } on')" "|$text$nl|"
}

plant_each <<'E'
secret = "CANARY"
secret = 'CANARY'
secret = [[CANARY]]
secret = [==[ ]] CANARY ]=] ]==]
secret = "a\"CANARY"
secret = "a\\" x = "CANARY"
secret = 'it\'s CANARY'
secret = "line\@CANARY"
secret = "skip\z@   CANARY"
secret = "--" other = "CANARY"
secret = "]]" other = [[CANARY]]
-- CANARY
--CANARY="x"
--[[ CANARY ]]
--[==[ @ CANARY @ ]] ]==] x = 1
-- authentication = "CANARY"
x = 1 -- "CANARY" -- do not delete me
--app_secret="CANARY"
x = CANARY
x = CANARY .. "b"
x = { CANARY }
x = { CANARY, 1 }
x = { a = CANARY }
x = { [CANARY] = 1 }
x = f(CANARY)
x = 1, CANARY
x = a.CANARY
x = a:CANARY()
x = not CANARY
x = #CANARY
x = "a" .. "CANARY" .. "b"
authentication = "CANARY" .. "b"
authentication = "a" .. "CANARY"
authentication = ("CANARY")
authentication = "CANARY with spaces"
authentication = "a", "CANARY"
secret, authentication = "CANARY", "anonymous"
x.authentication = "CANARY"
local authentication = "CANARY"
storage = { archive = "CANARY x" }
x = { storage = { { "CANARY" } } }
modules_enabled = { f("CANARY") }
modules_enabled = { "ping", "CANARY" .. "x" }
modules_enabled = { ["CANARY"] = 1 }
plugin_paths = { "CANARY with blanks" }
Component "focus.example" "CANARY"
Component "x" "muc" component_secret = "CANARY"
VirtualHost("a" .. "CANARY")
VirtualHost "a" { secret = "CANARY" }
Include("CANARY" .. "x")
Include "CANARY x"
x = f"CANARY"
x = f{ "CANARY" }
x = f[[CANARY]]
x = function () return "CANARY" end
x = os.getenv("CANARY")
run "CANARY"
ssl = { key = "CANARY"; password = "CANARY"; }
turn = { { type = "turn", secret = "CANARY" }, "CANARY" }
x = "a" ; y = "CANARY"
password_hash = "CANARY CANARY"
data_path = "/x/CANARY y"
E
each hidden hides_each masked

plant_each <<'E'
secret = "CANARY
secret = [[CANARY
--[[ CANARY
secret = CANARY two
x = { "CANARY"
x = ( "CANARY" ] )
CANARY
$CANARY
x = 1 ? CANARY
goto CANARY
::CANARY::
E
check 'while another file is masked' is "$(content_of "$main")" masked
each 'not read, not shown' hides_each unreadable
printf 'x = \303 %s' $canary >$planted
look_masked
check 'not read, not shown: bytes that no Lua has' hides_as unreadable
printf 'x = "\000%s"\n' $canary >$planted
look_masked
check 'a zero byte gives nothing away' hides
{ printf 'secret = "%s' $canary; cat /dev/zero; } | head -c 1048577 >$planted
look_masked
check 'a file over the bound is not read' hides_as too-big
{ printf 'x = { '; head -c 9000 /dev/zero | sed 's/\x00/"a",/g'; printf '"%s" }\n' $canary; } >$planted
look_masked
check 'a line too long for awk costs that file' hides_as unreadable
check 'and no other' is "$(field file | awk -v path="$main" '$1 == path { print $10 }')" masked
{ echo 'x = {'; head -c 10000 /dev/zero | sed 's/\x00/    "a", b = 1,\n/g'; printf '"%s" }\n' $canary; } >$planted
began=$(date +%s)
look_masked
check 'ten thousand lines are masked' hides_as masked
check 'and takes seconds, not minutes' [ $(($(date +%s) - began)) -lt 9 ]

plant_each <<'E'
authentication = "internal_hashed" -- do not delete me
    authentication='token';
authentication = [[ldap2]]
VirtualHost "meet.example.com"
VirtualHost("meet.example.com")
Host 'x.example'
VirtualHost "h" { authentication = "anonymous", enabled = false }
Component "conference.example.com"
modules_enabled = { "bosh"; "ping", "muc_lobby_rooms" }
plugin_paths = { "/usr/share/jitsi-meet/prosody-plugins/" }
storage = "sql"
storage = { archive = "xmlarchive"; accounts = "internal" }
password_hash = "SHA-256"
data_path = "/var/lib/prosody"
Include "conf.d/*.cfg.lua"
allow_registration = true
local a, b = nil, true
E
each shown shows_each
plant 'authentication = "token" -- "internal_hashed" -- do not delete me'
check 'of a comment only the marker is shown' shows 'authentication = "token" --*******************-- do not delete me'
printf '\357\273\277x = "%s"\r\n' $canary >$planted
look_masked
check 'a byte order mark and line ends stay' shows '%EF%BB%BFx = "************"%0D'
plant 'x = 5222 y = 0xFF z = 1e3'
check 'numbers are noughts' shows 'x = 0000 y = 0000 z = 000'
rm -f $planted
