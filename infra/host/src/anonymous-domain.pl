# Edits config.js, stdin to stdout: hosts.anonymousdomain, at one byte. ARGV: form, byte, guest domain. Exit 4: that is not the place.
my ($form, $at, $guest) = @ARGV;
binmode STDIN;
binmode STDOUT;
local $/;
my $text = <STDIN>;
exit 4 if $at >= length $text;
my $before = substr $text, $at > 400 ? $at - 400 : 0, $at > 400 ? 400 : $at;
my $rest = substr $text, $at;
my $line = "        anonymousdomain: \x27$guest\x27, /* fleet */";
my $edited = { insert => \&insert, remove => \&remove, replace => \&replace, uncomment => \&uncomment, comment => \&comment }->{$form}->();
exit 4 unless $edited;
print substr($text, 0, $at), $rest;

sub of_hosts { $before =~ /(?:\A|[^\w\$])hosts["\x27]?\s*[:=]\s*\z/ && $rest =~ /\A\{/ }
sub first_of_line { $before =~ /(?:\A|\n)[ \t]*\z/ }

sub insert {
	return 0 unless of_hosts() && $rest !~ /\A\{\r?\n\Q$line\E/;
	my $end = $rest =~ /\A[^\n]*\r\n/ ? "\r\n" : "\n";
	return $rest =~ s/\A\{/{$end$line/;
}

sub remove { of_hosts() && $rest =~ s/\A\{\r?\n\Q$line\E/{/ }

sub replace { $before =~ /anonymousdomain["\x27]?\s*[:=]\s*\z/ && $rest =~ s/\A(["\x27])[^"\x27\\\r\n]*\1/$1$guest$1/ }

# Only what becomes itself again by the other of these two.
sub uncomment { first_of_line() && $rest =~ s{\A// (anonymousdomain: (["\x27])\Q$guest\E\2,[ \t]*(?://[^\n]*)?\r?(?:\n|\z))}{$1} }

sub comment { first_of_line() && $rest =~ s{\A(anonymousdomain: (["\x27])[^"\x27\\\r\n]*\2,[ \t]*(?://[^\n]*)?\r?(?:\n|\z))}{// $1} }
