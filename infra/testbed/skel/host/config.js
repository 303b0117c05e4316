/* eslint-disable comma-dangle, no-unused-vars, no-var, prefer-template, vars-on-top */

/*
 * NOTE: a server includes some of what follows at each request (SSI); what is left empty has a default.
 */

var subdir = '<!--# echo var="subdir" default="" -->';
var subdomain = '<!--# echo var="subdomain" default="" -->';

if (subdomain) {
    subdomain = subdomain.substr(0, subdomain.length - 1).split('.')
        .join('_')
        .toLowerCase() + '.';
}

// In case of no ssi provided by the webserver, use empty strings
if (subdir.startsWith('<!--')) {
    subdir = '';
}
if (subdomain.startsWith('<!--')) {
    subdomain = '';
}

var enableJaaS = false;

var config = {
    // Connection
    //

    hosts: {
        // XMPP domain.
        domain: '@HOST@',

        // When using authentication, domain for guest users.
        // anonymousdomain: 'guest.example.com',

        // Domain for authenticated users. Defaults to <domain>.
        // authdomain: '@HOST@',

        // Focus component domain. Defaults to focus.<domain>.
        // focus: 'focus.@HOST@',

        // XMPP MUC domain.
        muc: 'conference.' + subdomain + '@HOST@',
    },

    // BOSH URL.
    bosh: 'https://@HOST@/' + subdir + 'http-bind',

    // Websocket URL (XMPP)
    websocket: 'wss://@HOST@/' + subdir + 'xmpp-websocket',

    // The real JID of focus participant - can be overridden here
    // focusUserJid: 'focus@auth.@HOST@',

@OPTIONS@
    enableWelcomePage: true,
    mouseMoveCallbackInterval: 1000,

    // List of undocumented settings used in jitsi-meet
    /**
     hosts: { anonymousdomain: 'nobody.example.com' },
     requireDisplayName
     */
};

if (enableJaaS) {
    config.dropbox.redirectURI = 'https://@HOST@/static/oauth.html';
}
