# Edits a file of Jicofo, stdin to stdout, byte for byte but for one thing. ARGV: what, and the line or domain. Exit 3: nothing to do;
# 4: not as plain as it must be.
my ($what, $value) = @ARGV;
binmode STDIN;
binmode STDOUT;
local $/;
my $text = <STDIN>;
my $edited = { "on" => \&with_line, "off" => \&without_line, "legacy" => \&property, "options-legacy" => \&option }->{$what}->($text);
exit 4 unless defined $edited;
exit 3 if $edited eq $text;
print $edited;

# A file that does not end its last line gets one that does not end either: what was added is what is taken away.
sub with_line {
	my $had = shift;
	return $had if $had =~ /^\Q$value\E$/m;
	return $had =~ /[^\n]\z/ ? "$had\n$value" : "$had$value\n";
}

sub without_line {
	my $had = shift;
	$had =~ s/^\Q$value\E\n//m or $had =~ s/(?:\A|\n)\Q$value\E\z//;
	return $had;
}

# The last line that sets it counts. One for tokens is somebody else.
sub property {
	my $had = shift;
	my ($at, $length);
	while ($had =~ /^[ \t]*org\.jitsi\.jicofo\.auth\.URL[ \t]*[=:][ \t]*([A-Za-z0-9._:@\/\\-]*)[ \t]*\r?$/mg) { ($at, $length) = ($-[1], $+[1] - $-[1]) }
	return set($had, $at, $length);
}

sub option {
	my $had = shift;
	my ($at, $length);
	while ($had =~ /^[ \t]*(?:export[ \t]+)?JAVA_SYS_PROPS=[^\n]*?-Dorg\.jitsi\.jicofo\.auth\.URL=([A-Za-z0-9._:@\/-]*)(?=["\x27 \t\r\n]|\z)/mg) {
		($at, $length) = ($-[1], $+[1] - $-[1]);
	}
	return set($had, $at, $length);
}

sub set {
	my ($had, $at, $length) = @_;
	return undef if !defined $at || substr($had, $at, $length) =~ /^EXT_JWT/;
	substr($had, $at, $length) = "XMPP:$value";
	return $had;
}
