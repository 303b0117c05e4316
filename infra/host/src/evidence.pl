# Who was here, and which packages came and went: login, sudo and package lines out of the logs, each kind newest first, 20 of it.
# ARGV: now, the oldest time that counts, the log of logins, then files of dpkg. Of what was run, the program alone: arguments hold secrets.
use POSIX qw(mktime);

my ($now, $since, $auth, @dpkg) = @ARGV;
my %month = do { my $m = 0; map { $_ => $m++ } qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec) };
my (@logins, @sudo, @packages);
for (split /\n/, $auth eq "-" ? stdin() : tail($auth)) { person($_) }
for my $log (@dpkg) { package_of($_) for split /\n/, tail($log) }
newest(@$_) for ["login", @logins], ["sudo", @sudo], ["package", @packages];

sub stdin { local $/ = \4194304; return scalar(<STDIN>) // "" }

sub tail {
	open(my $file, "<", shift) or return "";
	my $size = -s $file;
	seek $file, $size > 1048576 ? $size - 1048576 : 0, 0;
	read $file, my $text, 1048576;
	return $text // "";
}

# Seconds, or the forms of rsyslog, new and old; the old one does not say the year.
sub time_of {
	my $line = shift;
	return ($1, $2) if $line =~ /\A(\d{10})(?:\.\d+)? (.*)/;
	if ($line =~ /\A(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|([+-])(\d\d):(\d\d)) (.*)/) {
		my ($y, $m, $rest) = ($1, $2, $11);
		my $ahead = $7 eq "Z" ? 0 : ($9 * 3600 + $10 * 60) * ($8 eq "-" ? -1 : 1);
		return (days($y, $m, $3) * 86400 + $4 * 3600 + $5 * 60 + $6 - $ahead, $rest);
	}
	return unless $line =~ /\A([A-Z][a-z][a-z]) +(\d+) (\d\d):(\d\d):(\d\d) (.*)/ && exists $month{$1};
	my ($rest, @at) = ($6, $5, $4, $3, $2, $month{$1});
	my $year = (localtime $now)[5];
	my $time = mktime(@at, $year, 0, 0, -1);
	$time = mktime(@at, $year - 1, 0, 0, -1) if $time > $now + 86400;
	return ($time, $rest);
}

sub days { # since 1970
	my ($y, $m, $d) = @_;
	($y, $m) = $m > 2 ? ($y, $m - 3) : ($y - 1, $m + 9);
	return 365 * $y + int($y / 4) - int($y / 100) + int($y / 400) + int((153 * $m + 2) / 5) + $d - 1 - 719468;
}

# What the fleet itself does is in the ledger.
sub person {
	my ($time, $rest) = time_of(shift) or return;
	return if $time < $since || $time > $now + 60;
	my ($program, $said) = $rest =~ /\A\S+ (sshd|sshd-session|sudo)(?:\[\d+\])?: +(.*)/ or return;
	if ($program ne "sudo") {
		push @logins, [$time, word($1) . " " . word($2) . " $time"] if $said =~ /\AAccepted \S+ for (\S+) from (\S+) port / && $1 ne "fleet";
		return;
	}
	return unless $said =~ /\A(\S+) : (?:[A-Z]+=[^;]* ; )*?USER=\S+ ;(?: [A-Z]+=[^;]* ;)* COMMAND=(\/\S*)/;
	push @sudo, [$time, word($1) . " $time " . word($2)] unless $1 eq "fleet";
}

sub package_of {
	return unless shift =~ /\A(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) (install|upgrade|remove|purge) ([a-z0-9.+-]+)(?::\S+)? (\S+) (\S+)/;
	my $time = mktime($6, $5, $4, $3, $2 - 1, $1 - 1900, 0, 0, -1);
	my $version = $10 eq "<none>" ? $9 : $10;
	push @packages, [$time, "$time $7 $8 " . ($version eq "<none>" ? "-" : word($version))] if $time >= $since && $time <= $now + 60;
}

sub word {
	my $s = substr shift, 0, 255;
	return "%2D" if $s eq "-";
	$s =~ s{([^A-Za-z0-9._/:\@+=~,-])}{sprintf "%%%02X", ord $1}ge;
	return $s;
}

sub newest {
	my $kind = shift;
	my @newest = sort { $b->[0] <=> $a->[0] } reverse @_;
	print "$kind $_->[1]\n" for @newest[0 .. ($#newest < 19 ? $#newest : 19)];
}
