# What the running Jicofo says of itself: jicofo-in-force AUTHORITY LOGIN-URL REASON. ARGV: its log, and the byte from which it counts.
use Socket;
use Fcntl;

my ($log, $since) = @ARGV;
my ($authority, $reason) = asked();
my ($logged, $url) = logged();
($authority, $reason) = ($logged, "log") if $reason eq "not-said" && $logged;
print "jicofo-in-force $authority ", ($logged eq $authority ? $url : "-"), " ", ($reason || "-"), "\n";

# /debug tells it since Jicofo of 2023; room names in there are JSON, so their quotes are not ours.
sub asked {
	my $answer = eval {
		local $SIG{ALRM} = sub { die "timed-out\n" };
		alarm 1;
		fetched();
	};
	alarm 0;
	return ("unknown", $@ eq "timed-out\n" ? "timed-out" : "no-answer") unless defined $answer;
	my %told = map { $_ => 1 } $answer =~ /"auth_authority"\s*:\s*"?([A-Za-z]+)/g;
	my @told = keys %told;
	return ("unknown", @told ? "ambiguous" : "not-said") if @told != 1;
	my $word = { XMPPDomainAuthAuthority => "xmpp", ExternalJWTAuthority => "jwt", null => "none" }->{$told[0]};
	return $word ? ($word, "") : ("unknown", "other-authority");
}

sub fetched {
	my $http;
	socket($http, PF_INET, SOCK_STREAM, 6) && connect($http, pack_sockaddr_in(8888, INADDR_LOOPBACK)) or die "no-answer\n";
	syswrite $http, "GET /debug HTTP/1.0\r\nHost: 127.0.0.1:8888\r\nConnection: close\r\n\r\n";
	my ($answer, $whole) = ("", 4194304);
	while (length $answer < $whole && sysread $http, $answer, 65536, length $answer) {
		$whole = $+[0] + $1 if $answer =~ /\A[^\n]*\n(?:[^\r\n]+\r?\n)*?content-length: *([0-9]{1,7})\r?\n(?:[^\r\n]+\r?\n)*\r?\n/i;
	}
	die "no-answer\n" unless $answer =~ m{\AHTTP/1\.[01] };
	return $answer =~ m{\A\S+ 200 } ? $answer : "";
}

# What it said last when it started: ("xmpp", "H"), ("none", "-"), or nothing. Only a line of the method that says it counts: what
# participants call themselves stands further on, in lines of others.
sub logged {
	my $logger = qr/Jicofo [0-9-]{10} [0-9:.]{8,15} INFO: \[[0-9]+\] (?:[A-Za-z0-9_]+\.)+createAuthenticationAuthority(?:#[0-9]+|\(\)\.[0-9]+)?:? /;
	my $config = qr/enabled=(true|false), type=([A-Z]+), loginUrl=([^,\]\n]*)/;
	my $file;
	sysopen($file, $log, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) && -f $file or return ("", "-");
	my $size = -s $file;
	my $from = $size > 8388608 ? $size - 8388608 : 0;
	$from = $since if $since > $from && $since <= $size;
	sysseek $file, $from ? $from - 1 : 0, 0;
	my $text = "";
	while (length $text <= 8388608 && sysread $file, $text, 1048576, length $text) {}
	# the rest of a line is no line
	$text =~ s/\A[^\n]*\n// if $from;
	my ($off, $enabled, $type, $said);
	while ($text =~ /^$logger(?:(Authentication service disabled\.)|Starting authentication service with config=AuthConfig\[$config[,\]])/mg) {
		($off, $enabled, $type, $said) = ($1, $2, $3, $4);
	}
	return ("none", "-") if $off;
	return ("", "-") unless defined $type;
	return ("none", "-") if $enabled eq "false" || $type eq "NONE";
	return (lc $type, $said eq "null" ? "-" : $said =~ m{\A[A-Za-z0-9._:\@/-]{1,253}\z} && $said ne "-" ? $said : "%");
}
