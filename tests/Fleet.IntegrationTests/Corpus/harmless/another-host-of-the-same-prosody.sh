printf 'VirtualHost "recorder.%s"\n    modules_enabled = { "ping"; }\n    authentication = "internal_hashed"\n' "$H" >/etc/prosody/conf.d/recorder.cfg.lua
