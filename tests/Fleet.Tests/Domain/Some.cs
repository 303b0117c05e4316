using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Tests.Domain;

/// <summary>Plain examples that tests vary with `with`.</summary>
public static class Some
{
    public static readonly DateTimeOffset Now = new(2030, 1, 31, 22, 0, 0, TimeSpan.Zero);
    public static readonly Guid Command = new("0198a1b2-0000-7000-8000-0000000000c1");
    public static readonly SshEndpoint Endpoint = new("10.0.0.7", 22, "fleet");
    public static readonly AccessModeSet Lockdown = new(AccessMode.Members, Activation.InPlace, EvictSessions: false);
    public static readonly EnforcementSet Enforced = new(EnforcementMode.Enforce, null);

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static HostKey Key(char of = 'A') => new("ssh-ed25519", "SHA256:" + new string(of, 43));

    public static ServerEnrolled Enrolled(int number = 7, params (string Key, string Value)[] labels) => new(
        Id(number), $"meet-{number:00}", $"meet-{number:00}.example.com", Endpoint with { Address = $"10.0.0.{number}" },
        ProbeTarget.Default,
        ServerLabels.None.SetItems(labels.Select(l => KeyValuePair.Create(l.Key, l.Value))));

    public static DesiredServer Server(params IServerEvent[] after) => Fold([Enrolled(), .. after]);

    public static DesiredServer Fold(params IServerEvent[] events) =>
        events.Select((e, i) => (e, version: i + 1L)).Aggregate((DesiredServer?)null, (s, e) => DesiredServer.Evolve(s, e.e, e.version))!;

    public static DesiredServer After(DesiredServer server, IEnumerable<IServerEvent> events) =>
        events.Aggregate(server, (s, e) => DesiredServer.Evolve(s, e, s.Generation + 1)!);

    public static User User(string name = "alice", string? selector = "all", int number = 1) =>
        new(Id(number), name, selector, Disabled: false, Removed: false, Version: 1);

    public static Observation Observation(string provider = "internal_hashed", params ObservedAccount[] accounts) => new(
        Now,
        new HostFacts("machine-1", true, HostOwner.Ours, Id(99), new("1", "hash", HostProgramState.Current), "0.12.3", true,
            PackageManagerState.Idle, [], 0),
        new OnDisk(
            new(provider, Rewritable: true, null), "jitsi-anonymous", ConfigLink.Intact, new(ConfigValidity.Valid, null), [],
            GuestHost.Absent,
            JicofoAuthentication.Off, null, RegistrationOpen: false, new(StorageSupport.Files, null), []),
        new InForce(provider, GuestHostActive: false, 4, provider == "internal_hashed" ? 0 : 4, 1, 4, Now.AddDays(-1), null),
        [Service("prosody"), Service("jicofo"), Service("jitsi-videobridge2")],
        new ObservedAccounts("digest", [.. accounts], null));

    /// <summary>Closed, and with all that a host for guests is made of to be seen: none there yet.</summary>
    public static Observation Whole(JicofoAuthentication jicofo = JicofoAuthentication.Off, string provider = "internal_hashed")
    {
        var host = Observation(provider);
        return host with
        {
            OnDisk = host.OnDisk with
            {
                Jicofo = jicofo,
                Guests = new(GuestHost.Absent, null, Ours: false, Rewritable: false, null, null, []),
                JicofoFiles = new(jicofo, Installed: true, null, Ours: false, Rewritable: true, null),
                WebClient = new(null, Determined: true, Editable: true, null, null),
            },
            InForce = host.InForce with { Jicofo = new(jicofo, null), GuestHostProvider = InForce.NotServed },
        };
    }

    public static ServiceState Service(string name, ServiceStatus status = ServiceStatus.Running, bool? enabled = true) =>
        new(name, status, enabled);

    public static ObservedAccount Account(string name, Guid? credential = null) => new(name, credential, Disabled: false, null);

    public static ProbeResult Probe(AnonymousLogin anonymous = AnonymousLogin.Refused) =>
        new(Now, "10.0.0.7:443", "ab12", anonymous, AnonymousLogin.NoSuchHost, MemberLogin.Proven, "details");

    public static ReconcileReport Report(long generation = 2, long fence = 10) => new(
        Id(7), generation, Incarnation: 1, fence, "worker-1", Now, Now, ReconcileOutcome.Checked, Enforced: true, Observation(), Probe(),
        Verdict.Locked,
        "probed", [], [], [], [], [], null, null, 0, null);
}
