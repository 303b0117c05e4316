# What a stranger gets from the running Prosody, over BOSH on loopback. ARGV: the virtual host. Prints open, refused or unknown.
use Socket;

my $host = shift;
my $answer = eval {
	local $SIG{ALRM} = sub { die "timed out" };
	alarm 5;
	asked();
} // "";
alarm 0;
print $answer =~ m{>ANONYMOUS</mechanism>} ? "open" : $answer =~ m{<mechanism>|host-unknown|improper-addressing} ? "refused" : "unknown", "\n";

sub asked {
	my $http;
	socket($http, PF_INET, SOCK_STREAM, 6) && connect($http, pack_sockaddr_in(5280, INADDR_LOOPBACK)) or die;
	my $body = "<body rid=\"1000\" to=\"$host\" ver=\"1.6\" wait=\"1\" hold=\"1\" content=\"text/xml; charset=utf-8\""
		. " xmpp:version=\"1.0\" xmlns=\"http://jabber.org/protocol/httpbind\" xmlns:xmpp=\"urn:xmpp:xbosh\"/>";
	my $name = $host;
	$name =~ s/\Aguest\.//;
	syswrite $http, "POST /http-bind HTTP/1.1\r\nHost: $name\r\nConnection: close\r\nContent-Type: text/xml\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
	my $text = "";
	while (length $text < 65536 && sysread $http, $text, 8192, length $text) {}
	return $text;
}
