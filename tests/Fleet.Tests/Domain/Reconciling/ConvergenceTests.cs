using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

/// <summary>Plan, apply and look again, on a host that obeys.</summary>
public sealed class ConvergenceTests
{
    private const int Runs = 500;

    [Fact]
    public void After_an_apply_there_is_nothing_left_to_apply() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
        Planner.Plan(server, After(server, host)).Changes.ShouldBeEmpty(), iter: Runs);

    [Fact]
    public void After_an_apply_no_drift_is_left_that_Fleet_repairs() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
    {
        var plan = Planner.Plan(server, host);
        var repaired = plan.Changes.Where(c => !BringsAlong(c)).Select(c => c.Repairs).ToHashSet();
        Diff.Between(server, Host.After(host, plan.Changes), null, Some.Now).ShouldAllBe(d => !repaired.Contains(d.Key));
    }, iter: Runs);

    [Fact]
    public void On_a_host_that_is_understood_no_drift_is_left_at_all() =>
        Gen.Select(Any.Server, Any.Observation, Gen.Enum<AccessMode>()).Sample((events, any, mode) =>
    {
        var host = Understood(any, mode);
        var server = Some.After(events with { Retired = false },
            [.. events.Accounts.Select(a => new AccountCredentialSet(a.Value.UserId, a.Key, Some.Id(50))), Some.Enforced,
                new RemovalsConfirmed([.. events.AbsentAccounts.Keys]),
                Some.Lockdown with { Mode = mode, EvictSessions = mode != AccessMode.Open }]);
        var left = Diff.Between(server, After(server, host), null, Some.Now);
        left.Where(d => !d.IsQuiet && d.Kind != DriftKind.UserUnknown).ShouldBeEmpty();
    }, iter: Runs);

    [Fact]
    public void Every_repair_names_a_drift_that_is_there() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
    {
        var drift = Diff.Between(server, host, null, Some.Now).Select(d => d.Key).ToHashSet();
        Planner.Plan(server, host).Changes.Where(c => !BringsAlong(c)).ShouldAllBe(c => drift.Contains(c.Repairs));
    }, iter: Runs);

    [Fact]
    public void Nothing_is_changed_unless_it_is_enforced() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
    {
        if (server.EnforcementAt(Some.Now) != EnforcementMode.Enforce || host.Host.Owner != HostOwner.Ours
            || host.Host.ServesDomain != true)
        {
            Planner.Plan(server, host).Changes.ShouldBeEmpty();
        }
    }, iter: Runs);

    [Fact]
    public void Nothing_is_opened_unless_it_was_commanded() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
    {
        var plan = Planner.Plan(server, host);
        var opens = plan.Changes.Any(c => c is Change.SetProvider { To: not "internal_hashed" }
            or Change.ActivateAccessMode { To: not "internal_hashed" } or Change.SetJicofoAuthentication { On: false });
        (opens && server.AccessMode != AccessMode.Open).ShouldBeFalse();
        (plan.Changes.Any(LetsGuestsIn) && server.AccessMode != AccessMode.Guests).ShouldBeFalse();
        var rewritten = plan.Changes.Any(c => c is Change.SetProvider or Change.ActivateAccessMode);
        (rewritten && AuthenticationProvider.ModeOf(host.OnDisk.Provider.Value) is null).ShouldBeFalse();
    }, iter: Runs);

    [Fact]
    public void Guests_are_let_in_only_behind_a_Jicofo_that_wants_a_login() => Gen.Select(Any.Server, Any.Observation).Sample((events, host) =>
    {
        var server = Some.After(events with { Retired = false }, [Some.Enforced, Some.Lockdown with { Mode = AccessMode.Guests }]);
        var changes = Planner.Plan(server, host with { Host = Some.Observation().Host }).Changes;
        var after = Host.After(host, changes);
        if (changes.Any(LetsGuestsIn))
        {
            after.OnDisk.Jicofo.ShouldBe(JicofoAuthentication.On);
            AuthenticationProvider.ModeOf(after.OnDisk.Provider.Value).ShouldBe(AccessMode.Members);
        }

        if (changes.Any(c => c is Change.ActivateGuestHost { To: not (null or "internal_hashed") } or Change.StartService { Name: "prosody" })
            && after.InForce.GuestHostProvider is "anonymous" or "jitsi-anonymous")
        {
            after.InForce.Jicofo!.Authentication.ShouldBe(JicofoAuthentication.On);
        }
    }, iter: 4 * Runs);

    [Fact]
    public void Accounts_are_settled_before_closing_and_after_opening() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
    {
        var changes = Planner.Plan(server, host).Changes;
        var accounts = changes.Index().Where(c => c.Item is Change.PutAccount).Select(c => c.Index).ToArray();
        var access = changes.Index().Where(c => c.Item is Change.SetProvider or Change.ActivateAccessMode).Select(c => c.Index).ToArray();
        if (accounts.Length > 0 && access.Length > 0)
        {
            (server.AccessMode == AccessMode.Open ? access.Max() < accounts.Min() : accounts.Max() < access.Min()).ShouldBeTrue();
        }
    }, iter: Runs);

    // a Prosody that is down, and would let guests in, waits until Jicofo is proven: one run more
    private static Observation After(DesiredServer server, Observation host)
    {
        var once = Host.After(host, Planner.Plan(server, host).Changes);
        return server.AccessMode == AccessMode.Guests && once.IsDown("prosody") ? Host.After(once, Planner.Plan(server, once).Changes) : once;
    }

    // closing sessions goes with a change of access, and Jicofo forgets when an account goes: there is no drift before it
    private static bool BringsAlong(Change change) => change is Change.CloseSessions or Change.RestartService;

    private static Observation Understood(Observation host, AccessMode mode) => host with
    {
        Host = Some.Observation().Host,
        OnDisk = host.OnDisk with
        {
            Provider = new(AuthenticationProvider.ModeOf(host.OnDisk.Provider.Value) is null ? "anonymous" : host.OnDisk.Provider.Value,
                Rewritable: true, null),
            Link = host.OnDisk.Link is ConfigLink.Elsewhere or ConfigLink.Unknown ? ConfigLink.Missing : host.OnDisk.Link,
            Config = new(ConfigValidity.Valid, null), Overrides = [], RegistrationOpen = false,
            Guests = Guests(host.OnDisk.Guests, mode), GuestHost = AnyGuests.Summary(Guests(host.OnDisk.Guests, mode)),
            Jicofo = Jicofo(host.OnDisk.JicofoFiles, mode).State, JicofoFiles = Jicofo(host.OnDisk.JicofoFiles, mode),
            AnonymousDomain = host.OnDisk.WebClient?.Value,
            WebClient = new(host.OnDisk.WebClient?.Value, Determined: true, Editable: true, null, null),
            Storage = new(StorageSupport.Files, null),
        },
        InForce = host.InForce.Provider is null or "token" ? Some.Observation("anonymous").InForce with { Jicofo = new(JicofoAuthentication.Off, null), GuestHostProvider = InForce.NotServed }
            : host.InForce with
            {
                GuestHostActive = AuthenticationProvider.IsAnonymous(host.InForce.GuestHostProvider), SessionsWithoutLogin = 2,
                Jicofo = mode == AccessMode.Open || host.InForce.Jicofo is null or { Authentication: JicofoAuthentication.Unknown }
                    ? new(JicofoAuthentication.Off, null) : host.InForce.Jicofo,
            },
        Services = [.. host.Services.Select(s =>
            s with { Status = s.Status is ServiceStatus.Running or ServiceStatus.Failed ? s.Status : ServiceStatus.Stopped })],
        Accounts = host.Accounts with { Items = host.Accounts.Items ?? [], Problem = null },
    };

    // on an open server what others wrote is told, and left as it is
    private static GuestHostReading Guests(GuestHostReading? reading, AccessMode mode) =>
        reading is null or { State: GuestHost.Unknown } or { Provider: "token" } or { State: GuestHost.Absent, Place: not null }
        || (mode == AccessMode.Open && !reading.Ours)
            ? new(GuestHost.Absent, null, Ours: false, Rewritable: false, null, null, [])
            : reading with { Others = [], Rewritable = reading.Provider is not null };

    private static JicofoReading Jicofo(JicofoReading? reading, AccessMode mode) =>
        reading is null or { Installed: false } or { Invalid: true } or { State: JicofoAuthentication.Unknown or JicofoAuthentication.OtherType }
        || (mode == AccessMode.Open && reading.State == JicofoAuthentication.OtherDomain)
            ? new(JicofoAuthentication.Off, Installed: true, null, Ours: false, Rewritable: true, null)
            : reading with { Rewritable = true };

    private static bool LetsGuestsIn(Change change) => change is Change.AddGuestHost or Change.SetGuestProvider { To: not "internal_hashed" }
        or Change.ActivateGuestHost { To: not (null or "internal_hashed") };
}
