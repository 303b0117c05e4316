using System.Collections.Immutable;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// What intent says a server must be. Accounts and absent accounts are keyed by user name; no access mode means that none was ever
/// commanded.
/// </summary>
public sealed partial record DesiredServer(
    Guid Id,
    string Name,
    string Domain,
    SshEndpoint Endpoint,
    ImmutableArray<HostKey> HostKeys,
    ProbeTarget Probe,
    ImmutableSortedDictionary<string, string> Labels,
    AccessMode? AccessMode,
    Activation Activation,
    bool EvictSessions,
    DateTimeOffset? DrainUntil,
    EnforcementMode Enforcement,
    DateTimeOffset? SuspendedUntil,
    EnforcementMode EnforcementAfterSuspension,
    ImmutableSortedDictionary<string, DesiredAccount> Accounts,
    ImmutableSortedDictionary<string, AbsentAccount> AbsentAccounts,
    int Incarnation,
    bool Retired,
    long Generation)
{
    /// <summary>The generation that commanded the access mode, and how it gets in force.</summary>
    public long AccessModeSince { get; init; }

    /// <summary>The generation that last let Fleet change the server.</summary>
    public long EnforcementSince { get; init; }

    /// <summary>The access mode was commanded in an emergency.</summary>
    public bool Emergency { get; init; }

    /// <summary>By a command of its own; the whole fleet may be paused beside that.</summary>
    public bool Paused { get; init; }

    /// <summary>Fleet plants a drift there, to see whether it finds it.</summary>
    public bool Canary { get; init; }

    /// <summary>Accounts of nobody's that may be there, by name.</summary>
    public ImmutableSortedSet<string> IgnoredAccounts { get; init; } = NoNames;

    /// <summary>Versions of Prosody that an operator wants managed, though Fleet was never tested with them.</summary>
    public ImmutableSortedSet<string> AcceptedVersions { get; init; } = NoNames;

    /// <summary>
    /// Folds one event of the intent stream; total over any order of known events. The version is that of the event in its stream.
    /// </summary>
    public static DesiredServer? Evolve(DesiredServer? server, IServerEvent @event, long version) => (server, @event) switch
    {
        (null, ServerEnrolled e) => Enrolled(e, version),
        (null, _) => null,
        _ => server.After(@event, version) with { Generation = version },
    };

    /// <summary>The enforcement at a time: a suspension ends by itself.</summary>
    public EnforcementMode EnforcementAt(DateTimeOffset now) =>
        Enforcement == EnforcementMode.Suspended && SuspendedUntil <= now ? EnforcementAfterSuspension : Enforcement;

    /// <summary>Whether an emergency was not carried out yet, as far as is known.</summary>
    public bool IsUrgent(Restraints known) => Emergency && AccessModeSince > known.AppliedGeneration;

    /// <summary>Whether sessions that came in without login are to be closed by now.</summary>
    public bool EvictsAt(DateTimeOffset now) =>
        AccessMode is Servers.AccessMode.Members or Servers.AccessMode.Guests && (EvictSessions || (Activation == Activation.Drain && DrainUntil <= now));

    /// <summary>Whether services may be restarted by now, at the cost of running meetings.</summary>
    public bool RestartsAt(DateTimeOffset now) => Activation == Activation.Restart || (Activation == Activation.Drain && DrainUntil <= now);

    /// <summary>Whether it may be changed with the Prosody that runs there.</summary>
    public bool Accepts(HostFacts host) => host.ProsodyTested || (host.ProsodyVersion is { } version && AcceptedVersions.Contains(version));

    /// <summary>Whether an account is, or was, a user's: what nobody's accounts may be is not for it.</summary>
    public bool IsAUsers(string account) =>
        Accounts.ContainsKey(account) || AbsentAccounts.GetValueOrDefault(account) is { UserId: not null };

    private static DesiredServer Enrolled(ServerEnrolled e, long version) => new(
        e.ServerId, e.Name, e.Domain, e.Endpoint, [], e.Probe, e.Labels,
        AccessMode: null, Activation.InPlace, EvictSessions: false, DrainUntil: null,
        EnforcementMode.Observe, SuspendedUntil: null, EnforcementAfterSuspension: EnforcementMode.Observe,
        NoAccounts, NoAbsentAccounts, Incarnation: 1, Retired: false, version);

    private DesiredServer After(IServerEvent @event, long version) => @event switch
    {
        HostKeyPinned e => this with { HostKeys = [.. HostKeys.Where(k => k.Algorithm != e.Key.Algorithm), e.Key] },
        ServerRelabeled e => this with { Labels = e.Labels },
        EndpointMoved e => this with { Endpoint = e.Endpoint, Probe = e.Probe },
        AccessModeSet e =>
            this with
            {
                AccessMode = e.Mode,
                Activation = e.Activation,
                EvictSessions = e.EvictSessions,
                DrainUntil = e.DrainUntil,
                AccessModeSince = version,
                Emergency = e.Emergency,
            },
        EnforcementSet e => this with
        {
            Enforcement = e.Mode,
            EnforcementSince = e.Mode == EnforcementMode.Enforce ? version : EnforcementSince,
            SuspendedUntil = e.Until,
            EnforcementAfterSuspension = e.Mode != EnforcementMode.Suspended ? e.Mode
                : Enforcement != EnforcementMode.Suspended ? Enforcement
                : EnforcementAfterSuspension,
        },
        AccountGranted e => With(e.User, new DesiredAccount(e.UserId, e.CredentialId, Adopted: false, version)),
        AccountAdopted e => With(e.User, new DesiredAccount(e.UserId, e.CredentialId, Adopted: true, version, Found: true)),
        AccountCredentialSet e => With(e.User, a => a with { CredentialId = e.CredentialId, Since = version, Found = false }),
        AccountCredentialReset e => With(e.User, a => a with { Since = version, Found = false }),
        AccountCredentialKept e => With(e.User, a => a with { CredentialId = e.CredentialId, Since = version, Found = true }),
        AccountRevoked e => Without(e.User, new AbsentAccount(e.UserId, e.ReturnsWhenEnabled, Confirmed: e.Confirmed, Since: version)),
        AccountDisabled e => Without(e.User, new AbsentAccount(e.UserId, e.ReturnsWhenEnabled, Disabled: true, e.Confirmed, version)),
        RemovalsConfirmed e => this with { AbsentAccounts = AbsentAccounts.SetItems(Confirmed(e.Accounts, version)) },
        UnknownAccountIgnored e => Forgetting(e.Account).Ignoring(e.Account),
        UnknownAccountReported e => Forgetting(e.Account),
        UnknownAccountRemoved e => IsAUsers(e.Account)
            ? this
            : Without(e.Account, new AbsentAccount(UserId: null, ReturnsWhenEnabled: false, Since: version)),
        ServerAdopted e => this with { AccessMode = e.Mode },
        ServerReplaced e => this with
        {
            HostKeys = e.Key is null ? [] : [e.Key],
            Incarnation = e.Incarnation,
            Enforcement = EnforcementMode.Observe,
            SuspendedUntil = null,
            EnforcementAfterSuspension = EnforcementMode.Observe,
            Waivers = [],
        },
        ServerPaused => this with { Paused = true },
        ServerResumed => this with { Paused = false },
        CanarySet => this with { Canary = true },
        CanaryEnded => this with { Canary = false },
        ProsodyVersionAccepted e => this with { AcceptedVersions = AcceptedVersions.Add(e.Version) },
        DriftWaived e => Waiving(e, version),
        DriftWaiverEnded e => Unwaived(e),
        ServerRetired => this with { Retired = true },
        _ => this,
    };

    private IEnumerable<KeyValuePair<string, AbsentAccount>> Confirmed(ImmutableArray<string> accounts, long version) => AbsentAccounts
        .Where(a => accounts.Contains(a.Key, StringComparer.Ordinal)).Select(a => KeyValuePair.Create(a.Key, a.Value with { Confirmed = true, Since = version }));

    private DesiredServer With(string user, DesiredAccount account) => this with
    {
        Accounts = Accounts.SetItem(user, account),
        AbsentAccounts = AbsentAccounts.Remove(user),
        IgnoredAccounts = IgnoredAccounts.Remove(user),
    };

    private DesiredServer With(string user, Func<DesiredAccount, DesiredAccount> change) =>
        Accounts.TryGetValue(user, out var account) ? With(user, change(account)) : this;

    private DesiredServer Without(string user, AbsentAccount absent) => this with
    {
        Accounts = Accounts.Remove(user),
        AbsentAccounts = AbsentAccounts.SetItem(user, absent),
        IgnoredAccounts = IgnoredAccounts.Remove(user),
    };

    private DesiredServer Forgetting(string account) => this with
    {
        AbsentAccounts = IsAUsers(account) ? AbsentAccounts : AbsentAccounts.Remove(account),
        IgnoredAccounts = IgnoredAccounts.Remove(account),
    };

    private DesiredServer Ignoring(string account) =>
        IsAUsers(account) ? this : this with { IgnoredAccounts = IgnoredAccounts.Add(account) };

    private static readonly ImmutableSortedSet<string> NoNames = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, DesiredAccount> NoAccounts =
        ImmutableSortedDictionary.Create<string, DesiredAccount>(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, AbsentAccount> NoAbsentAccounts =
        ImmutableSortedDictionary.Create<string, AbsentAccount>(StringComparer.Ordinal);
}

/// <summary>
/// No credential means that the user needs a new password on this server. Adopted accounts are not subject to the user's standing selector.
/// </summary>
/// <param name="Since">The generation that set the credential.</param>
/// <param name="Found">The credential is the one that was found on the server: if the server has another one, its user changed it.</param>
public sealed record DesiredAccount(Guid UserId, Guid? CredentialId, bool Adopted, long Since, bool Found = false);

/// <summary>An account that nobody may use.</summary>
/// <param name="UserId">null: it never was a user's.</param>
/// <param name="Disabled">Because its user is disabled: it may be there, disabled, where Prosody knows that.</param>
/// <param name="Confirmed">An operator said so of this very account, or of so many.</param>
/// <param name="Since">The generation that took it away, or confirmed that.</param>
public sealed record AbsentAccount(Guid? UserId, bool ReturnsWhenEnabled, bool Disabled = false, bool Confirmed = false, long Since = 0);
