# shellcheck shell=bash
# A Jitsi server as its clients meet it: BOSH through its own nginx, TLS verified. Independent of Fleet's own probe. Sourced.

# bosh DOMAIN ADDRESS CA BODY: the answer's body. What is sent comes on stdin: a password is no argument.
bosh() {
  curl --silent --show-error --fail --max-time 10 --cacert "$3" --connect-to "$1:443:$2:443" \
    --header 'Content-Type: text/xml; charset=utf-8' --data-binary @- "https://$1/http-bind"
}

# bosh_open DOMAIN ADDRESS CA: a session's id and the next request id; $to, where set, is the virtual host behind that domain
bosh_open() {
  local rid=$((RANDOM * 32768 + RANDOM + 1)) answer sid
  answer=$(bosh "$@" <<<"<body rid='$rid' to='${to:-$1}' ver='1.6' wait='5' hold='1' xml:lang='en' xmpp:version='1.0' xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh'/>") || return
  sid=$(grep -oE "sid=['\"][^'\"]+" <<<"$answer" | head -n 1 | cut -c6-)
  [ -n "$sid" ] && echo "$sid $((rid + 1))"
}

# bosh_say DOMAIN ADDRESS CA SID RID [ATTRIBUTE]: what is on stdin, in a session
bosh_say() {
  { printf "<body rid='%s' sid='%s' %s xmlns='http://jabber.org/protocol/httpbind'>" "$5" "$4" "${6-}"; cat; printf '</body>'; } | bosh "$1" "$2" "$3"
}

# sasl DOMAIN ADDRESS CA [stay]: `success`, or the name of the refusal; what to say is the <auth/> element on stdin. The session ends
# again, unless it is to stay: then its id and next request id follow.
sasl() {
  local sid rid answer
  read -r sid rid < <(bosh_open "$1" "$2" "$3") || { echo unreachable; return; }
  answer=$(bosh_say "$1" "$2" "$3" "$sid" "$rid") || { echo unreachable; return; }
  case $answer in
  *'<success'*) echo "success${4:+ $sid $((rid + 1))}" ;;
  *'<failure'*) grep -oE '<failure[^>]*><[a-z-]+' <<<"$answer" | sed 's/.*<//' ;;
  *) echo "not understood" ;;
  esac
  [ -n "${4-}" ] || bosh_say "$1" "$2" "$3" "$sid" $((rid + 1)) "type='terminate'" </dev/null >/dev/null || :
}

# as_stranger DOMAIN ADDRESS CA [stay]: what somebody without an account gets
as_stranger() { sasl "$@" <<<"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"; }

# as_guest DOMAIN ADDRESS CA: what the web client gets where it sends who has no account
as_guest() {
  local to=guest.$1
  as_stranger "$@"
}

# still_in DOMAIN ADDRESS CA SID RID: does that session go on? (Prosody answers when it has something to say, or after `wait`.)
still_in() {
  local answer
  answer=$(bosh_say "$1" "$2" "$3" "$4" "$5" "xmpp:restart='true' to='$1' xmlns:xmpp='urn:xmpp:xbosh'" </dev/null) && [[ $answer == *features* ]]
}

# as_member DOMAIN ADDRESS CA USER PASSWORD-FILE: what that user gets
as_member() {
  local user=$4 file=$5
  { printf "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"; { printf '\0%s\0' "$user"; tr -d '\n' <"$file"; } | base64 -w0; printf '</auth>'; } |
    sasl "$1" "$2" "$3"
}
