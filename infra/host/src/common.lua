local function lib(n)
	local ok, m = pcall(require, "prosody." .. n)
	if ok then return m end
	return require(n)
end
local mm, config = lib "core.modulemanager", lib "core.configmanager"
local out = {}
local function word(s)
	s = tostring(s):gsub("[^%w._/:@+=~,-]", function (c) return ("%%%02X"):format(c:byte()) end)
	return s == "" and "%" or s
end
local function say(...)
	local t = { ... }
	for i = 1, #t do t[i] = word(t[i]) end
	out[#out + 1] = table.concat(t, " ")
end
local function finish() return "<" .. T .. "\n" .. table.concat(out, "\n") .. "\n" .. T .. ">" end
local function clients(f, h)
	local seen = {}
	local function all(t)
		for _, s in pairs(t) do
			if s.host == (h or H) and not seen[s] then seen[s] = true; f(s) end
		end
	end
	all(prosody.full_sessions)
	local m = mm.get_module("*", "admin_shell")
	for _, kind in ipairs { "c2s", "bosh" } do
		if m then all(m.module:shared("/*/" .. kind .. "/sessions")) end
	end
end
local served = prosody.hosts[H]
local own = { ["anonymous"] = true, ["jitsi-anonymous"] = true, ["internal_hashed"] = true, ["internal_plain"] = true }
local judged = served and served.users and own[served.users.name]
local known = {}
local function member(u)
	if known[u] == nil then known[u] = (lib "core.storagemanager".open(H, "accounts"):get(u)) ~= nil end
	return known[u]
end
local function name(f) return (f:gsub("%%(%x%x)", function (x) return string.char(tonumber(x, 16)) end)) end
