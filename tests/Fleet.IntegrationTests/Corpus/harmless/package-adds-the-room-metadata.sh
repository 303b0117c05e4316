sed -i "s/^    main_muc = .*/&\n    muc_lobby_whitelist = { \"recorder.$H\" }\n    metadata_component = \"metadata.$H\"/" "$AVAIL"
