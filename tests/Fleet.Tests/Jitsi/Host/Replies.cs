using System.Security.Cryptography;
using System.Text;

namespace Fleet.Tests.Jitsi.Host;

internal static class Replies
{
    public const string Nonce = "0123456789abcdef";
    public static readonly string Hash = new('a', 64);

    public static readonly string[] Observed =
    [
        $"program 0.1.0 {Hash}",
        "time 1763910000",
        "clock 1763910000.250001",
        "machine 6a3cbf0b1f0e4e6fb0c1e9ed25a6c6b4",
        "owner 0198f000-0000-7000-8000-000000000001",
        "incarnation 0198f000-0000-7000-8000-000000000009",
        "fence 1763910000000001",
        "epoch 1763900000000000",
        "generation 6",
        "hold 1763900000 1763990000 lock dana abuse%2C%20INC-411",
        "interrupted 1763910000000000 7 0198f000-0000-7000-8000-000000000002",
        "init sysv",
        "dpkg idle",
        "package prosody 0.12.3-1+deb12u1 ii",
        "package jitsi-meet - un",
        "service prosody active running enabled 0",
        "service jicofo inactive - - -",
        "process 63 1763900000",
        $"config {Hash} sent",
        $"file /etc/prosody/conf.d/meet.example.com.cfg.lua link /etc/prosody/conf.avail/meet.example.com.cfg.lua root root 644 35 1763900000 {Hash} masked 3",
        "|VirtualHost \"h\"",
        "|%09authentication=''",
        "|",
        "file /etc/jitsi/jicofo/jicofo.conf missing - - - - - - - none 0",
        $"file /etc/jitsi/meet/meet.example.com-config.js regular - root root 644 21 1763900000 {Hash} public 1",
        "|// anonymousdomain: ?",
        "jicofo options-legacy read - - - - no",
        "jicofo legacy missing - - - - no",
        "jicofo options read - - - - no",
        $"jicofo hocon read {Hash} true XMPP meet.example.com yes",
        "check valid - -",
        $"accounts sent {Hash}",
        $"account hand%252emade regular prosody prosody 640 scram 10000 a%20salt {new string('b', 40)} {new string('c', 40)} no",
        "account %FF link root root 777 invalid",
        "in-force known 0.12.3",
        "active meet.example.com local internal_hashed",
        "active conference.meet.example.com component -",
        "sessions 3 1",
        "muc conference.meet.example.com 1 3",
        "jicofo-in-force xmpp meet.example.com -",
        "listen 5222 all",
        "listen 5280 loopback",
        "disk /var/lib/prosody 1024",
        "ledger 1 1763900000 1763900000000000 6 0198f000-0000-7000-8000-000000000003 done -",
    ];

    public static readonly string[] Applied =
    [
        $"program 0.1.0 {Hash}",
        "time 1763910000",
        "outcome partly",
        "files pending",
        "recovered 0198f000-0000-7000-8000-000000000002 kept",
        "step 1 done - -",
        "step 2 failed not-owner -",
        "step 3 done - 4",
        "check valid - -",
        "activation done -",
        "guest-activation skipped jicofo-not-proven",
        "in-force unknown not-running",
        "jicofo-in-force unknown - no-answer",
        "ledger 2 1763910000 1763910000000001 7 0198f000-0000-7000-8000-000000000002 partly -",
    ];

    private static readonly string[] Later = ["clock", "incarnation", "epoch", "generation", "hold", "files"];

    /// <summary>The same in protocol 1.</summary>
    public static string[] InProtocol1(IEnumerable<string> lines) => [.. lines.Where(line => !Later.Contains(line.Split(' ')[0]))];

    public static byte[] Whole(string kind, params IEnumerable<string> lines) => Whole(2, kind, lines);

    public static byte[] Whole(int protocol, string kind, IEnumerable<string> lines)
    {
        var body = string.Concat(lines.Prepend($"fleet-host {protocol} {Nonce} {kind}").Select(line => line + '\n'));
        return Encoding.Latin1.GetBytes($"{body}end {Nonce} {Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(body)))}\n");
    }
}
