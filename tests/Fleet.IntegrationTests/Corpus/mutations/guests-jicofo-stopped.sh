# mode: guests
# finds: high service-down jicofo
# verdict: unknown
service jicofo stop >/dev/null
