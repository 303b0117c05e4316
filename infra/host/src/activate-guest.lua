local G = "guest." .. H
local manager = lib "core.hostmanager"
local function defined()
	local section = rawget(config.getconfig(), G)
	return section and section.defined and config.get(G, "enabled") ~= false
end
local function removed()
	if not F and defined() then return "failed", "config-differs" end
	if not prosody.hosts[G] then return "unchanged" end
	manager.deactivate(G)
	if prosody.hosts[G] then return "failed", "not-in-force" end
	return "done"
end
local function added(p)
	if main == "failed" then return "skipped", "activation-failed" end
	if not defined() or (config.get(G, "authentication") or "internal_hashed") ~= p then return "failed", "config-differs" end
	if prosody.hosts[G] then return switched(G, p) end
	if not manager.activate(G) then return "failed", "not-loaded" end
	if provider(G) == p then return "done" end
	manager.deactivate(G)
	return "failed", "not-in-force"
end
local function guest(p)
	if reloaded == nil then reloaded = F or prosody.reload_config() end
	if not reloaded then return "failed", "config-invalid" end
	if p == "absent" then return removed() end
	return added(p)
end
local state, code = guest(GP)
say("guest-activation", state, code or "-")
