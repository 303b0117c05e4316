# Row 15: the second lock is gone.
# finds: medium room-creation rooms
# left: medium room-creation rooms
# files: kept
sed -i '/^Component "conference/,/^Component "breakout/ s/^ *restrict_room_creation = .*//' "$AVAIL"
