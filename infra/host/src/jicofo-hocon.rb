# What jicofo.conf (ARGV) says of authentication: STATE ENABLED TYPE LOGIN-URL, as Jicofo would take it.
# Without the gems, which take longer to find than the file to read.
$:.concat Dir["/usr/share/rubygems-integration/all/gems/hocon-*/lib"]
begin
	require "hocon/config_factory"
	require "hocon/config_error"
	require "hocon/config_parse_options"
rescue LoadError
	puts "no-reader - - -"
	exit
end

def word(value, plain)
	value =~ plain ? value : "%"
end

begin
	# Otherwise a file that can not be read, or includes one, counts as an empty one.
	strict = Hocon::ConfigParseOptions.defaults.set_allow_missing(false)
	config = Hocon::ConfigFactory.parse_file(ARGV[0], strict).resolve
	said = %w[enabled type login-url].map do |key|
		path = "jicofo.authentication." + key
		config.has_path?(path) ? config.get_value(path).unwrapped : nil
	end
	enabled, type, url = said
	switch = { true => "true", "true" => "true", "yes" => "true", "on" => "true", false => "false", "false" => "false", "no" => "false", "off" => "false" }
	raise Hocon::ConfigError.new(nil, "enabled", nil) unless enabled.nil? || switch.key?(enabled)
	puts ["read", enabled.nil? ? "-" : switch[enabled], type.nil? ? "-" : word(type.to_s, /\A[A-Za-z_]{1,32}\z/),
		url.nil? ? "-" : word(url.to_s, %r{\A[A-Za-z0-9._:@/][A-Za-z0-9._:@/-]{0,252}\z})].join(" ")
rescue Errno::EACCES, Errno::ENOENT
	puts "unreadable - - -"
rescue StandardError, SystemStackError
	puts "invalid - - -"
end
