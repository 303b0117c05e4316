local hosts = {}
for h in pairs(prosody.hosts) do hosts[#hosts + 1] = h end
table.sort(hosts)
say("in-force", "known", prosody.version)
for _, h in ipairs(hosts) do
	local s = prosody.hosts[h]
	say("active", h, s.type == "component" and "component" or "local", s.type == "local" and s.users and s.users.name or "-")
end
if served then
	local all, strange = 0, 0
	clients(function (s)
		if s.username then
			all = all + 1
			if judged and not member(s.username) then strange = strange + 1 end
		end
	end)
	say("sessions", all, judged and strange or "-")
end
for _, h in ipairs(hosts) do
	local muc = prosody.hosts[h].modules and prosody.hosts[h].modules.muc
	if muc and muc.all_rooms then
		local rooms, people = 0, 0
		for room in muc.all_rooms() do
			rooms = rooms + 1
			for _ in room:each_occupant() do people = people + 1 end
		end
		say("muc", h, rooms, people)
	end
end
