# Row 16.
# finds: info held prosody
# left: info held prosody
# files: kept
echo 'prosody hold' | dpkg --set-selections
# undo
echo 'prosody install' | dpkg --set-selections
