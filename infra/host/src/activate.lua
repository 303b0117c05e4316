local function activated(state, code) say("activation", state, code or "-") end
local function provider() return served.users and served.users.name or "null" end
local function switch()
	if not served then return activated("failed", "not-served") end
	if not prosody.reload_config() then return activated("failed", "config-invalid") end
	if (config.get(H, "authentication") or "internal_hashed") ~= P then return activated("failed", "config-differs") end
	local old = provider()
	if old == P then return activated("unchanged") end
	if not own[old] and old ~= "null" then return activated("failed", "unknown-provider") end
	if mm.is_loaded(H, "auth_" .. P) then mm.unload(H, "auth_" .. P) end
	if not mm.load(H, "auth_" .. P) then return activated("failed", "not-loaded") end
	for m in pairs(own) do
		if m ~= P and mm.is_loaded(H, "auth_" .. m) then mm.unload(H, "auth_" .. m) end
	end
	clients(function (s)
		if not s.username then s.sasl_handler = nil end
	end)
	local sasl = lib "core.usermanager".get_sasl_handler(H, {})
	local open = sasl and sasl:mechanisms()["ANONYMOUS"] and true or false
	if provider() ~= P or open ~= (P ~= "internal_hashed") then return activated("failed", "not-in-force") end
	activated("done")
end
switch()
