var config = {
    hosts: {
        domain: '@HOST@',

        // When using authentication, domain for guest users.
        // anonymousdomain: 'guest.example.com',

        // Domain for authenticated users. Defaults to <domain>.
        // authdomain: '@HOST@',

        muc: 'conference.' + '@HOST@',
    },

    bosh: 'https://@HOST@/http-bind',
    websocket: 'wss://@HOST@/xmpp-websocket',
    enableWelcomePage: true,
};
