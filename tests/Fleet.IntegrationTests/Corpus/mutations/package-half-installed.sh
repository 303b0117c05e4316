# An installation that was interrupted: told, and changes wait.
# finds: info held dpkg
# left: info held dpkg
# files: kept
sed -i '/^Package: prosody$/,/^$/ s/^Status: install ok installed/Status: install ok half-configured/' /var/lib/dpkg/status
# undo
sed -i 's/^Status: install ok half-configured/Status: install ok installed/' /var/lib/dpkg/status
