# `sed -i` on the path in conf.d: from now on nothing that is edited in conf.avail has any effect.
# finds: high config-not-loaded link
sed -i 's/x/x/' "$LINK"
