# Row 1, with the provider of Prosody's own.
# finds: critical access-mode provider
provider anonymous
