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
        Planner.Plan(server, Host.After(host, Planner.Plan(server, host).Changes)).Changes.ShouldBeEmpty(), iter: Runs);

    [Fact]
    public void After_an_apply_no_drift_is_left_that_Fleet_repairs() => Gen.Select(Any.Server, Any.Observation).Sample((server, host) =>
    {
        var plan = Planner.Plan(server, host);
        var repaired = plan.Changes.Select(c => c.Repairs).ToHashSet();
        Diff.Between(server, Host.After(host, plan.Changes), null, Some.Now).ShouldAllBe(d => !repaired.Contains(d.Key));
    }, iter: Runs);

    [Fact]
    public void On_a_host_that_is_understood_no_drift_is_left_at_all() =>
        Gen.Select(Any.Server, Any.Observation, Gen.Bool).Sample((events, any, open) =>
    {
        var host = Understood(any);
        var server = Some.After(events with { Retired = false },
            [.. events.Accounts.Select(a => new AccountCredentialSet(a.Value.UserId, a.Key, Some.Id(50))), Some.Enforced,
                Some.Lockdown with { Mode = open ? AccessMode.Open : AccessMode.Members, EvictSessions = !open }]);
        var left = Diff.Between(server, Host.After(host, Planner.Plan(server, host).Changes), null, Some.Now);
        left.Where(d => d.Kind != DriftKind.UserUnknown).ShouldBeEmpty();
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
        var opens = plan.Changes.Any(c =>
            c is Change.SetProvider { To: not "internal_hashed" } or Change.ActivateAccessMode { To: not "internal_hashed" });
        (opens && server.AccessMode != AccessMode.Open).ShouldBeFalse();
        var rewritten = plan.Changes.Any(c => c is Change.SetProvider or Change.ActivateAccessMode);
        (rewritten && AuthenticationProvider.ModeOf(host.OnDisk.Provider.Value) is null).ShouldBeFalse();
    }, iter: Runs);

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

    // closing sessions goes with a change of access, and Jicofo forgets when an account goes: there is no drift before it
    private static bool BringsAlong(Change change) => change is Change.CloseSessions or Change.RestartService;

    private static Observation Understood(Observation host) => host with
    {
        Host = Some.Observation().Host,
        OnDisk = host.OnDisk with
        {
            Provider = new(AuthenticationProvider.ModeOf(host.OnDisk.Provider.Value) is null ? "anonymous" : host.OnDisk.Provider.Value,
                Rewritable: true, null),
            Link = host.OnDisk.Link is ConfigLink.Elsewhere or ConfigLink.Unknown ? ConfigLink.Missing : host.OnDisk.Link,
            Config = new(ConfigValidity.Valid, null), Overrides = [], GuestHost = GuestHost.Absent, Jicofo = JicofoAuthentication.Off,
                RegistrationOpen = false,
            Storage = new(StorageSupport.Files, null),
        },
        InForce = host.InForce.Provider is null or "token" ? Some.Observation("anonymous").InForce
            : host.InForce with { GuestHostActive = false, SessionsWithoutLogin = 2 },
        Services = [.. host.Services.Select(s =>
            s with { Status = s.Status is ServiceStatus.Running or ServiceStatus.Failed ? s.Status : ServiceStatus.Stopped })],
        Accounts = host.Accounts with { Items = host.Accounts.Items ?? [], Problem = null },
    };
}
