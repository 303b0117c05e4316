local wanted, strangers, list = {}, nil, {}
for u in U:gmatch("[^,]+") do
	if u == "-" then strangers = judged and 0 else wanted[name(u)] = 0 end
end
clients(function (s) list[#list + 1] = s end)
for _, s in ipairs(list) do
	local u = s.username
	if u and (wanted[u] or strangers and not member(u)) then
		if wanted[u] then wanted[u] = wanted[u] + 1 end
		if strangers and not member(u) then strangers = strangers + 1 end
		s:close { condition = "not-authorized", text = "This server asks for a login" }
		if s.full_jid and prosody.full_sessions[s.full_jid] == s then
			s.smacks, s.resumption_token = nil, nil
			lib "core.sessionmanager".destroy_session(s, "closed")
		end
	end
end
for u in U:gmatch("[^,]+") do
	if u ~= "-" then say("closed", u, wanted[name(u)]) elseif strangers then say("closed", "-", strangers) end
end
