-- STAND-IN (test bed) for the module of the same name in jitsi-meet-prosody: SASL ANONYMOUS, nothing else.
local new_sasl = require "util.sasl".new;
local provider = {};

function provider.test_password() return nil, "password based auth not supported"; end
function provider.user_exists() return nil, "only anonymous users are supported"; end
function provider.users() return next, {}, nil; end
function provider.get_sasl_handler()
	return new_sasl(module.host, { anonymous = function () return true; end });
end

module:provides("auth", provider);
