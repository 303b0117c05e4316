using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Tests.Domain;

/// <summary>Generators: few names and ids, so that events meet each other.</summary>
public static class Any
{
    public static readonly Gen<string> UserName = Gen.OneOf("alice", "bob", "carol");
    public static readonly Gen<Guid> Id = Gen.Int[1, 3].Select(Some.Id);
    public static readonly Gen<Guid?> Credential = Gen.Int[0, 4].Select(n => n == 0 ? (Guid?)null : Some.Id(100 + n));
    public static readonly Gen<HostKey> Key = Gen.Select(Gen.OneOf("ssh-ed25519", "ssh-rsa"), Gen.OneOf('A', 'B'), (a, c) =>
        Some.Key(c) with { Algorithm = a });
    public static readonly Gen<DateTimeOffset> Time = Gen.Int[-5, 5].Select(h => Some.Now.AddHours(h));

    public static readonly Gen<ImmutableSortedDictionary<string, string>> Labels =
        Gen.Dictionary(Gen.OneOf("env", "region", "canary"), Gen.OneOf("eu", "us", "prod"))[0, 3]
        .Select(d => ServerLabels.None.SetItems(d));

    public static readonly Gen<SshEndpoint> Endpoint = Gen.Int[1, 3].Select(n => Some.Endpoint with { Port = n });

    public static readonly Gen<IServerEvent> ServerEvent = Gen.OneOf(
        Gen.Int[1, 2].Select(IServerEvent (n) => Some.Enrolled(n)),
        Key.Select(IServerEvent (k) => new HostKeyPinned(k)),
        Labels.Select(IServerEvent (l) => new ServerRelabeled(l)),
        Endpoint.Select(IServerEvent (e) => new EndpointMoved(e, ProbeTarget.Default)),
        Gen.Select(Gen.Enum<AccessMode>(), Gen.Enum<Activation>(), Gen.Bool, Time, IServerEvent (m, a, e, t) =>
            new AccessModeSet(m, a, e, a == Activation.Drain ? t : null)),
        Gen.Select(Gen.Enum<EnforcementMode>(), Time, IServerEvent (m, t) =>
            new EnforcementSet(m, m == EnforcementMode.Suspended ? t : null)),
        Gen.Select(Id, UserName, Credential, IServerEvent (i, u, c) => new AccountGranted(i, u, c)),
        Gen.Select(Id, UserName, Credential, IServerEvent (i, u, c) => new AccountCredentialSet(i, u, c)),
        Gen.Select(Id, UserName, Gen.Bool, Gen.Bool, IServerEvent (i, u, r, c) => new AccountRevoked(i, u, r, c)),
        Gen.Select(Id, UserName, Gen.Bool, Gen.Bool, IServerEvent (i, u, r, c) => new AccountDisabled(i, u, r, c)),
        UserName.Array[0, 2].Select(IServerEvent (u) => new RemovalsConfirmed([.. u])),
        Gen.Select(Id, UserName, IServerEvent (i, u) => new AccountCredentialReset(i, u)),
        Gen.Select(Id, UserName, Id, IServerEvent (i, u, c) => new AccountCredentialKept(i, u, c)),
        UserName.Select(IServerEvent (u) => new UnknownAccountIgnored(u)),
        UserName.Select(IServerEvent (u) => new UnknownAccountReported(u)),
        UserName.Select(IServerEvent (u) => new UnknownAccountRemoved(u)),
        Gen.Select(Id, UserName, Id, IServerEvent (i, u, c) => new AccountAdopted(i, u, c)),
        Gen.Const<IServerEvent>(new ServerAdopted(AccessMode.Open)),
        Gen.Select(Key, Gen.Int[1, 3], IServerEvent (k, i) => new ServerReplaced(k, i)),
        Gen.Const<IServerEvent>(new ServerPaused("why")),
        Gen.Const<IServerEvent>(new ServerResumed()),
        Gen.Const<IServerEvent>(new CanarySet()),
        Gen.Const<IServerEvent>(new CanaryEnded()),
        Gen.OneOf("13.1.0", "14.0.0").Select(IServerEvent (v) => new ProsodyVersionAccepted(v)),
        Gen.Select(Gen.Enum<DriftKind>(), Gen.OneOf(null, "alice", "prosody"), Time, IServerEvent (k, s, t) =>
            new DriftWaived(k, s, t, "dana", "known")),
        Gen.Select(Gen.Enum<DriftKind>(), Gen.OneOf(null, "alice", "prosody"), IServerEvent (k, s) => new DriftWaiverEnded(k, s)),
        Gen.Const<IServerEvent>(new ServerRetired()));

    public static readonly Gen<IServerEvent[]> ServerEvents = ServerEvent.Array[0, 30];

    public static readonly Gen<DesiredServer> Server = ServerEvents.Select(e => Some.Fold([Some.Enrolled(), .. e]));

    public static readonly Gen<User> User = Gen.Select(
        UserName, Gen.OneOf("all", "env=prod", "region in (eu,us)", "!canary", null), Gen.Bool, Gen.Bool, Gen.Int[1, 3],
        (name, selector, disabled, removed, id) => new User(Some.Id(id), name, selector, disabled, removed, 1));

    public static readonly Gen<DriftItem> Drift = Gen.Select(
        Gen.Enum<DriftLayer>(), Gen.Enum<DriftKind>(), Gen.Enum<DriftSeverity>(), Gen.OneOf("provider", "alice", "ssh", "accounts"),
        (layer, kind, severity, subject) => new DriftItem(layer, kind, severity, subject, "evidence"));

    public static readonly Gen<ProbeResult?> Probe = Gen.Select(
        Gen.Enum<AnonymousLogin>(), Gen.Enum<AnonymousLogin>(), Gen.Enum<MemberLogin>(), Gen.Int[0, 30], Gen.Int[0, 4],
        (anonymous, guest, member, age, none) =>
            none == 0 ? null : Some.Probe(anonymous) with { Guest = guest, Member = member, At = Some.Now.AddMinutes(-age) });

    private static readonly Gen<string?> Provider = Gen.OneOf("jitsi-anonymous", "anonymous", "internal_hashed", "token", null);

    private static readonly Gen<bool?> Maybe = Gen.OneOf<bool?>(true, false, null);

    private static readonly Gen<OnDisk> Disk = Gen.Select(
        Gen.Select(Provider, Gen.Bool, (p, r) => new ProviderReading(p, r, p is null ? "os.getenv" : null)),
        Gen.Select(Gen.Enum<ConfigLink>(), Gen.Enum<ConfigValidity>(), Gen.Bool),
        Gen.Select(AnyGuests.Host, AnyGuests.Jicofo, AnyGuests.WebClient, Maybe),
        Gen.Enum<StorageSupport>(),
        Gen.Bool,
        (provider, config, doors, storage, finding) => new OnDisk(
            provider, "jitsi-anonymous", config.Item1, new(config.Item2, null),
            config.Item3 ? [new("authentication", "conf.d/x.cfg.lua:1")] : [], AnyGuests.Summary(doors.Item1),
            doors.Item2?.State ?? JicofoAuthentication.Unknown, doors.Item3?.Value,
            doors.Item4, new(storage, null), finding ? [new("host-config", "0640", "0666", true)] : [],
            doors.Item1, doors.Item2, doors.Item3));

    private static readonly Gen<InForce> Force = Gen.Select(
        Gen.OneOf("jitsi-anonymous", "anonymous", "internal_hashed", "token", InForce.NotServed, null),
        Gen.OneOf("jitsi-anonymous", "internal_hashed", InForce.NotServed), Gen.Bool, AnyGuests.JicofoInForce, Gen.OneOf<int?>(0, 3, null),
        (provider, guests, others, jicofo, sessions) => provider is null
            ? InForce.Unknown("no shell") with { Jicofo = jicofo }
            : new InForce(provider, others || AuthenticationProvider.IsAnonymous(guests), sessions, sessions, 1, 1, Some.Now, null, jicofo,
                guests));

    private static readonly Gen<HostFacts> Host = Gen.Select(
        Gen.OneOf("machine-1", "machine-2", null), Maybe, Gen.Enum<HostOwner>(), Gen.Enum<HostProgramState>(),
        Gen.Enum<PackageManagerState>(), Gen.Bool, Gen.OneOf("0.12.3", "13.0.1", null),
        (machine, serves, owner, program, packages, rare, version) => rare
            ? new HostFacts(machine, serves, owner, null, new("1", "h", program), version, true, packages, [], 0)
            : Some.Observation().Host with { ProsodyVersion = version });

    private static readonly Gen<ObservedAccounts> Accounts = Gen.Select(
        Gen.Select(UserName, Credential, Gen.Bool, Gen.Int[0, 9], (name, credential, disabled, problem) =>
            new ObservedAccount(name, credential, disabled, problem == 0 ? AccountProblem.Malformed : null)).Array[0, 4],
        Gen.Int[0, 9],
        (accounts, unread) => unread == 0
            ? new ObservedAccounts(null, null, "denied")
            : new ObservedAccounts("d", [.. accounts.DistinctBy(a => a.Name)], null));

    private static readonly Gen<ImmutableArray<ServiceState>> Services = Gen.Select(
        Gen.Enum<ServiceStatus>(), Gen.Enum<ServiceStatus>(), (prosody, jicofo) =>
            ImmutableArray.Create(Some.Service("prosody", prosody), Some.Service("jicofo", jicofo)));

    public static readonly Gen<Observation> Observation = Gen.Select(
        Host, Disk, Force, Services, Accounts, (host, disk, force, services, accounts) =>
            new Observation(Some.Now, host, disk, force, services, accounts));
}
