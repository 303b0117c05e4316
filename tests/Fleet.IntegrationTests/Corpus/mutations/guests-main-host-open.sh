# mode: guests
# Row 2.3: authentication of Jicofo is on, and it trusts every address of H, which anybody gets.
# finds: critical access-mode provider
# finds: critical not-in-force provider
# finds: critical open-from-outside domain
# verdict: open
# releases: bookworm trixie
provider jitsi-anonymous
restart prosody
