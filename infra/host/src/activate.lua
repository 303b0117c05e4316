local function provider(h) return prosody.hosts[h].users and prosody.hosts[h].users.name or "null" end
local function switched(h, p)
	if F and p == "internal_hashed" then config.set(h, "authentication", p) end
	if (config.get(h, "authentication") or "internal_hashed") ~= p then return "failed", "config-differs" end
	local old = provider(h)
	if old == p then return "unchanged" end
	if not own[old] and old ~= "null" then return "failed", "unknown-provider" end
	if mm.is_loaded(h, "auth_" .. p) then mm.unload(h, "auth_" .. p) end
	if not mm.load(h, "auth_" .. p) then return "failed", "not-loaded" end
	for m in pairs(own) do
		if m ~= p and mm.is_loaded(h, "auth_" .. m) then mm.unload(h, "auth_" .. m) end
	end
	clients(function (s)
		if not s.username then s.sasl_handler = nil end
	end, h)
	local sasl = lib "core.usermanager".get_sasl_handler(h, {})
	local open = sasl and sasl:mechanisms()["ANONYMOUS"] and true or false
	if provider(h) ~= p or open ~= (p ~= "internal_hashed") then return "failed", "not-in-force" end
	return "done"
end
local reloaded, main = nil, "done"
local function activate()
	if not served then return "failed", "not-served" end
	reloaded = F or prosody.reload_config()
	if not reloaded then return "failed", "config-invalid" end
	return switched(H, P)
end
local function switch()
	local state, code = activate()
	main = state
	say("activation", state, code or "-")
end
