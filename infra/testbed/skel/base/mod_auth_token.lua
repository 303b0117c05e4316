-- STAND-IN (test bed) for the module of the same name in jitsi-meet-tokens: it offers ANONYMOUS too, and refuses whoever has no token
-- unless empty ones are allowed. It knows no token.
local new_sasl = require "util.sasl".new;
local provider = {};

function provider.test_password() return nil, "password based auth not supported"; end
function provider.user_exists() return nil, "only tokens are known"; end
function provider.users() return next, {}, nil; end
function provider.get_sasl_handler()
	local handler = new_sasl(module.host, { anonymous = function () return true; end });
	if not module:get_option_boolean("allow_empty_token", false) then
		function handler.process() return "failure", "not-allowed", "token required"; end
	end
	return handler;
end

module:provides("auth", provider);
