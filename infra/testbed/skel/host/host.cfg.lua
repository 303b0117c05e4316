component_admins_as_room_owners = true
gc = { threshold = 200 } -- half of a start is collecting garbage, as it is by default
plugin_paths = { "/usr/share/jitsi-meet/prosody-plugins/" }

-- domain mapper options, must at least have domain base set to use the mapper
muc_mapper_domain_base = "@HOST@";

external_service_secret = "@TURN@";
external_services = {
     { type = "stun", host = "@HOST@", port = 3478 },
     { type = "turn", host = "@HOST@", port = 3478, transport = "udp", secret = true, ttl = 86400, algorithm = "turn" },
};

cross_domain_bosh = false;
consider_bosh_secure = true;
consider_websocket_secure = true;

ssl = {
    protocol = "tlsv1_2+";
}

unlimited_jids = {
    "focus@auth.@HOST@",
    "jvb@auth.@HOST@"
}

smacks_max_unacked_stanzas = 5;
smacks_hibernation_time = 60;

VirtualHost "@HOST@"
    authentication = "jitsi-anonymous" -- do not delete me
    -- Properties below are modified by jitsi-meet-tokens package config
    -- and authentication above is switched to "token"
    --app_id="example_app_id"
    --app_secret="example_app_secret"
    ssl = {
        key = "/etc/prosody/certs/@HOST@.key";
        certificate = "/etc/prosody/certs/@HOST@.crt";
    }
    speakerstats_component = "speakerstats.@HOST@"
    -- we need bosh
    modules_enabled = {
        "bosh";
        "websocket";
        "smacks";
        "ping"; -- Enable mod_ping
        "external_services";
    }
    c2s_require_encryption = false
    lobby_muc = "lobby.@HOST@"
    breakout_rooms_muc = "breakout.@HOST@"
    main_muc = "conference.@HOST@"

Component "conference.@HOST@" "muc"
    restrict_room_creation = true
    storage = "memory"
    modules_enabled = {
        --"token_verification";
    }
    admins = { "focus@auth.@HOST@" }
    muc_room_locking = false
    muc_room_default_public_jids = true

Component "breakout.@HOST@" "muc"
    restrict_room_creation = true
    storage = "memory"
    admins = { "focus@auth.@HOST@" }
    muc_room_locking = false
    muc_room_default_public_jids = true

-- internal muc component
Component "internal.auth.@HOST@" "muc"
    storage = "memory"
    modules_enabled = {
        "ping";
    }
    admins = { "focus@auth.@HOST@", "jvb@auth.@HOST@" }
    muc_room_locking = false
    muc_room_default_public_jids = true

VirtualHost "auth.@HOST@"
    ssl = {
        key = "/etc/prosody/certs/@HOST@.key";
        certificate = "/etc/prosody/certs/@HOST@.crt";
    }
    authentication = "internal_hashed"

Component "lobby.@HOST@" "muc"
    storage = "memory"
    restrict_room_creation = true
    muc_room_locking = false
    muc_room_default_public_jids = true
