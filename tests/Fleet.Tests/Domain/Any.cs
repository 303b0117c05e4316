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
    public static readonly Gen<HostKey> Key = Gen.Select(Gen.OneOf("ssh-ed25519", "ssh-rsa"), Gen.OneOf('A', 'B'), (a, c) => Some.Key(c) with { Algorithm = a });
    public static readonly Gen<DateTimeOffset> Time = Gen.Int[-5, 5].Select(h => Some.Now.AddHours(h));

    public static readonly Gen<ImmutableSortedDictionary<string, string>> Labels = Gen.Dictionary(Gen.OneOf("env", "region", "canary"), Gen.OneOf("eu", "us", "prod"))[0, 3]
        .Select(d => ServerLabels.None.SetItems(d));

    public static readonly Gen<SshEndpoint> Endpoint = Gen.Int[1, 3].Select(n => Some.Endpoint with { Port = n });

    public static readonly Gen<IServerEvent> ServerEvent = Gen.OneOf(
        Gen.Int[1, 2].Select(IServerEvent (n) => Some.Enrolled(n)),
        Key.Select(IServerEvent (k) => new HostKeyPinned(k)),
        Labels.Select(IServerEvent (l) => new ServerRelabeled(l)),
        Endpoint.Select(IServerEvent (e) => new EndpointMoved(e, ProbeTarget.Default)),
        Gen.Select(Gen.OneOf(AccessMode.Open, AccessMode.Members), Gen.Enum<Activation>(), Gen.Bool, Time, IServerEvent (m, a, e, t) => new AccessModeSet(m, a, e, a == Activation.Drain ? t : null)),
        Gen.Select(Gen.Enum<EnforcementMode>(), Time, IServerEvent (m, t) => new EnforcementSet(m, m == EnforcementMode.Suspended ? t : null)),
        Gen.Select(Id, UserName, Credential, IServerEvent (i, u, c) => new AccountGranted(i, u, c)),
        Gen.Select(Id, UserName, Credential, IServerEvent (i, u, c) => new AccountCredentialSet(i, u, c)),
        Gen.Select(Id, UserName, Gen.Bool, IServerEvent (i, u, r) => new AccountRevoked(i, u, r)),
        Gen.Select(Id, UserName, Id, IServerEvent (i, u, c) => new AccountAdopted(i, u, c)),
        Gen.Const<IServerEvent>(new ServerAdopted(AccessMode.Open)),
        Gen.Select(Key, Gen.Int[1, 3], IServerEvent (k, i) => new ServerReplaced(k, i)),
        Gen.Const<IServerEvent>(new ServerRetired()));

    public static readonly Gen<IServerEvent[]> ServerEvents = ServerEvent.Array[0, 30];

    public static readonly Gen<DesiredServer> Server = ServerEvents.Select(e => Some.Fold([Some.Enrolled(), .. e]));

    public static readonly Gen<User> User = Gen.Select(
        UserName, Gen.OneOf("all", "env=prod", "region in (eu,us)", "!canary", null), Gen.Bool, Gen.Bool, Gen.Int[1, 3],
        (name, selector, disabled, removed, id) => new User(Some.Id(id), name, selector, disabled, removed, 1));

    public static readonly Gen<DriftItem> Drift = Gen.Select(
        Gen.Enum<DriftLayer>(), Gen.Enum<DriftKind>(), Gen.Enum<DriftSeverity>(), Gen.OneOf("provider", "alice", "ssh", "accounts"),
        (layer, kind, severity, subject) => new DriftItem(layer, kind, severity, subject, "evidence"));
}
