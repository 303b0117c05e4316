# finds: high user-unknown intruder
# left: high user-unknown intruder
# files: kept
# releases: bullseye bookworm trixie
account intruder x
