namespace Fleet.Domain.Servers;

public sealed record ServerNameInvalid(string Given) : InvalidRefusal(
    "server-name-invalid",
    $"`{Given}` cannot be a server's name: 1 to 63 of a-z, 0-9, `-` and `.`, a letter or digit at both ends, not `all`. Example: "
    + "`meet-07`.");

public sealed record JitsiDomainInvalid(string Given, string Why) : InvalidRefusal(
    "domain-invalid", $"`{Given}` cannot be a Jitsi domain: {Why}. Give the name in the browser's address bar, e.g. `meet.example.com`.");

public sealed record AddressInvalid(string Given) : InvalidRefusal(
    "address-invalid",
    $"`{Given}` is neither a host name nor an IPv4 or IPv6 address. Give e.g. `10.0.0.7`, `2001:db8::7` or `meet-07.example.com`.");

public sealed record PortInvalid(int Given) : InvalidRefusal("port-invalid", $"{Given} is not a port: give one from 1 to 65535.");

public sealed record SshUserInvalid(string Given) : InvalidRefusal(
    "ssh-user-invalid",
    $"`{Given}` cannot be a login: up to 32 of a-z, 0-9, `-` and `_`, beginning with a letter. `fleet servers prepare` makes the "
    + "login `fleet`.");

public sealed record SshUserIsRoot() : InvalidRefusal(
    "ssh-user-is-root",
    "Fleet never logs in as root. `fleet servers prepare` makes the login `fleet`, which may run `fleet-host` and nothing else; give "
    + "that one.");

public sealed record HostKeyAlgorithmUnknown(string Given) : InvalidRefusal(
    "host-key-algorithm-unknown",
    $"`{Given}` is not a host key type that Fleet pins. Give ssh-ed25519, ecdsa-sha2-nistp256/384/521 or ssh-rsa, as `ssh-keygen -lf` "
    + "shows it.");

public sealed record HostKeyFingerprintInvalid(string Given) : InvalidRefusal(
    "host-key-fingerprint-invalid",
    $"`{Given}` is not a SHA-256 fingerprint. On the host: `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` prints `SHA256:...` (43 "
    + "characters).");

public sealed record AuthorityInvalid() : InvalidRefusal(
    "probe-authority-invalid",
    "The authority for the probe is not a PEM certificate of at most 64 KiB. Give the file that begins with "
    + "`-----BEGIN CERTIFICATE-----`.");

public sealed record AuthorityHasPrivateKey() : InvalidRefusal(
    "probe-authority-has-private-key",
    "The authority for the probe holds a private key; nothing of it was kept. Give the certificate alone, and think about who saw "
    + "that key.");

public sealed record PinnedKeyInvalid(string Given) : InvalidRefusal(
    "probe-pin-invalid", $"`{Given}` is not the SHA-256 of a public key: give 64 hex digits in lower case.");

public sealed record LabelKeyInvalid(string Given) : InvalidRefusal(
    "label-key-invalid",
    $"`{Given}` cannot be a label's name: up to 63 letters, digits, `-`, `_`, `.`, a letter or digit at both ends. Example: `env=prod`.");

public sealed record LabelValueInvalid(string Key, string Given) : InvalidRefusal(
    "label-value-invalid",
    $"`{Given}` cannot be the value of label `{Key}`: 1 to 63 letters, digits, `-`, `_`, `.`, a letter or digit at both ends.");

public sealed record LabelReserved(string Key) : InvalidRefusal(
    "label-reserved",
    $"`{Key}` cannot be a label: it has its own meaning in selectors. Choose another name, e.g. `env`, `region`, `tier`.");

public sealed record LabelsTooMany(int Count, int Max) : InvalidRefusal(
    "labels-too-many",
    $"{Count} labels are more than the {Max} that a server may have. Drop those that no selector uses: `fleet servers relabel NAME key-`.");
