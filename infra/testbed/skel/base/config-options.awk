# The bulk of a config.js as Jitsi ships it: some 60 KB of commented options, objects and prose with quotes, braces and URLs in them.
function pick(list, n,    items, count) { count = split(list, items, " "); return items[n % count + 1] }
BEGIN {
	areas = "audio video desktopSharing channel startup recording etherpad prejoin toolbar peer2peer analytics deployment e2ee lobby breakout avatar"
	verbs = "enable disable hide prefer limit require start stop"
	nouns = "Simulcast Stereo NoiseDetection Reactions Polls SelfView Captions Whiteboard TileView Statistics Codec Resolution Welcome"
	for (i = 0; i < 285; i++) {
		area = pick(areas, i); name = pick(verbs, i * 5 + int(i / 8)) pick(nouns, i * 7 + int(i / 13)) i
		printf "    // %s: whether it's wanted that clients %s it (the default is \"off\"); see https://example.com/doc/%s#%d.\n", name, name, area, i
		if (i % 5 == 0)
			printf "    // %s: {\n    //     enabled: %s,\n    //     hosts: [ '%s.example.com' ], // not those above\n    // },\n\n", \
				name, i % 2 ? "true" : "false", area
		else if (i % 17 == 0)
			printf "    /* once: %s: 'yes', { */\n    %s: { value: %d, text: 'a // b', other: \"it's { here\" },\n\n", name, name, i
		else
			printf "    // %s: %s,\n\n", name, i % 3 ? i : "'" area "'"
	}
}
