# From where the ports for clients that Prosody opens can be reached, out of the kernel tables: in hexadecimal, addresses backwards.
BEGIN { port["1466"] = 5222; port["14A0"] = 5280; scope[5222] = scope[5280] = "none" }
$4 != "0A" { next }
{
	at = $2; sub(/.*:/, "", at)
	if (!(at in port) || scope[port[at]] == "all") next
	scope[port[at]] = $2 ~ /^(......7F|00000000000000000000000001000000|0000000000000000FFFF0000......7F):/ ? "loopback" : "all"
}
END { print "listen 5222", scope[5222]; print "listen 5280", scope[5280] }
