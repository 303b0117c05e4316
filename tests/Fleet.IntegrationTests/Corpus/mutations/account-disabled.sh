# finds: high user-disabled alice
# releases: trixie
in_prosody "user:disable(\"alice@$H\")"
