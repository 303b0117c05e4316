# finds: high service-down jicofo
service jicofo stop >/dev/null
