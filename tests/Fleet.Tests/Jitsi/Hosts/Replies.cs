using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Fleet.Jitsi.Scram;
using ConfigValidity = Fleet.Jitsi.Host.ConfigValidity;
using HostProgram = Fleet.Jitsi.Host.HostProgram;
using InForce = Fleet.Jitsi.Host.InForce;

namespace Fleet.Tests.Jitsi.Hosts;

/// <summary>Replies of a host that serves meet.example.com, as fleet-host gives them.</summary>
internal static class Replies
{
    public const string Domain = "meet.example.com";
    public const string LinkPath = "/etc/prosody/conf.d/meet.example.com.cfg.lua";
    public const string FilePath = "/etc/prosody/conf.avail/meet.example.com.cfg.lua";
    public const string Main = "authentication = \"internal_hashed\"\nVirtualHost \"localhost\"\nInclude \"conf.d/*.cfg.lua\"\n";
    public const string OpenText = "VirtualHost \"meet.example.com\"\n    authentication = \"jitsi-anonymous\" -- do not delete me\n";
    public const string LockedText = "VirtualHost \"meet.example.com\"\n    authentication = \"internal_hashed\" -- do not delete me\n";

    public static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid Fleet = new("0197c2d4-0000-7000-8000-000000000001");
    public static readonly Guid Incarnation = new("0197c2d4-0000-7000-8000-000000000003");
    public static readonly HostProgram Program = new("1.2.0", new string('a', 64));
    public static readonly ScramVerifier Verifier = new(ScramHash.Sha1, "salt", 10_000, new string('1', 40), new string('2', 40));
    public static readonly AccountCredential Credential = new(new("0197c2d4-0000-7000-8000-000000000002"), Verifier);

    public static readonly ObserveReply Open = new(
        Program, Now, "machine", Fleet.ToString(), 1, null, InitSystem.Systemd, DpkgState.Idle,
        [new("prosody", "0.12.3-1+deb12u1", "ii")],
        [new("prosody", "active", "running", "enabled", 0)],
        new(100, Now.AddHours(-1)),
        new("digest", Files(OpenText)),
        new(ConfigValidity.Valid, null, null),
        new(AccountsState.Sent, "digest", []),
        new InForce.Known("0.12.3", [new(Domain, ActiveHostKind.Local, "jitsi-anonymous"), new("conference.meet.example.com", ActiveHostKind.Component, null)], new(3, 3), [new("conference.meet.example.com", 1, 3)]),
        []);

    public static ConfigFile[] Files(string hostText, params ConfigFile[] more) =>
        [File("/etc/prosody/prosody.cfg.lua", Main), Link(hostText), .. more];

    public static ConfigFile File(string path, string text, string owner = "root", string group = "prosody", string mode = "640") =>
        new(path, ConfigFileKind.Regular, null, new(owner, group, mode, text.Length, Now), Hash(path), ConfigContent.Masked, text);

    public static ConfigFile Link(string text, string target = FilePath) => File(LinkPath, text) with { Kind = ConfigFileKind.Link, Target = target };

    public static ConfigFile Missing(string path) => new(path, ConfigFileKind.Missing, null, null, null, ConfigContent.None, null);

    public static string Hash(string path) => $"hash of {path}";

    public static ObserveReply WithFiles(this ObserveReply reply, params ConfigFile[] files) => reply with { Config = new("digest", files) };

    public static ObserveReply WithText(this ObserveReply reply, string hostText, params ConfigFile[] more) => reply.WithFiles(Files(hostText, more));

    public static ObserveReply WithAccounts(this ObserveReply reply, params HostAccount[] accounts) => reply with { Accounts = new(AccountsState.Sent, "digest", accounts) };

    public static HostAccount Account(string file, ScramVerifier? verifier = null) =>
        new(file, AccountFileKind.Regular, "prosody", "prosody", "640", AccountRecord.Scram, verifier ?? Verifier, Disabled: false);

    public static HostView View(this ObserveReply reply) => HostView.Of(reply, Domain);

    public static Observation Observe(this ObserveReply reply, params (string User, AccountCredential Credential)[] credentials) =>
        HostReader.Read(reply.View(), new(Domain, Fleet, Incarnation, Program, Now, credentials.ToDictionary(c => c.User, c => c.Credential)));

    /// <summary>Read when the answer took so long to come.</summary>
    public static Observation ObserveAfter(this ObserveReply reply, TimeSpan took) =>
        HostReader.Read(reply.View(), new(Domain, Fleet, Incarnation, Program, Now, new Dictionary<string, AccountCredential>(), took));

    public static ObserveReply InForceIs(this ObserveReply reply, string? provider, params string[] anonymousHosts) => reply with
    {
        InForce = new InForce.Known("0.12.3", [new(Domain, ActiveHostKind.Local, provider), .. anonymousHosts.Select(h => new ActiveHost(h, ActiveHostKind.Local, "jitsi-anonymous"))], new(0, 0), []),
    };
}
