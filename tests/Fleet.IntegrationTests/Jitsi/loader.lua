-- Loads each case's files through Prosody's own configuration loader and tells what it made of them.
package.path = "/usr/lib/prosody/?.lua;" .. package.path
package.cpath = "/usr/lib/prosody/?.so;" .. package.cpath
prosody = { platform = "posix" }
local configmanager = require "core.configmanager"
local lfs = require "lfs"

local function hex(s) return (s:gsub(".", function (c) return ("%02x"):format(c:byte()) end)) end

local function told(value)
	if type(value) == "string" then return "string " .. hex(value) end
	if type(value) == "boolean" then return "boolean " .. tostring(value) end
	if type(value) ~= "table" then return type(value) end
	local items = {}
	for i, item in ipairs(value) do items[i] = told(item):gsub(" ", ":") end
	return "table " .. table.concat(items, ",")
end

local function in_directory_order(directory)
	local files = {}
	for name in lfs.dir(directory) do
		if name ~= "." and name ~= ".." then files[#files + 1] = directory .. "/" .. name end
	end
	return files
end

local directory = "/etc/prosody/conf.d"
for _, case in ipairs(cases) do
	for _, path in ipairs(in_directory_order(directory)) do os.remove(path) end
	for _, file in ipairs(case.files) do
		local f = assert(io.open(file.path, "wb"))
		f:write(file.text)
		f:close()
	end
	local ok, _, problem = configmanager.load("/etc/prosody/prosody.cfg.lua", "lua")
	print("case", ok and "loaded" or "refused", ok and "" or hex(tostring(problem)))
	print("order", table.concat(in_directory_order(directory), " "))
	for _, host in ipairs(hosts) do
		for _, option in ipairs(options) do
			if ok then print("value", host, option, told(configmanager.get(host, option))) end
		end
	end
end
