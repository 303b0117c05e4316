sed -i "s/enableWelcomePage: true/enableWelcomePage: false/; s/^    bosh: .*/&\n    \/\/ anonymousdomain: 'guest.$H',/" "$CONFIG_JS"
