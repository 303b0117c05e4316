# finds: high service-down jitsi-videobridge2
service jitsi-videobridge2 stop >/dev/null
