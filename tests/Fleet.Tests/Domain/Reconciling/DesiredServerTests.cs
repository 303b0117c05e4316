using System.Text.Json;
using CsCheck;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class DesiredServerTests
{
    [Fact]
    public void Evolve_takes_known_events_in_any_order() => Any.ServerEvents.Sample(events =>
    {
        var server = events.Index().Aggregate((DesiredServer?)null, (s, e) => DesiredServer.Evolve(s, e.Item, e.Index + 1));
        if (server is not null)
        {
            server.Generation.ShouldBe(events.Length);
            string[][] kinds = [[.. server.Accounts.Keys], [.. server.AbsentAccounts.Keys], [.. server.IgnoredAccounts]];
            kinds.SelectMany(names => names).ShouldBeUnique();
        }
    }, iter: 1_000);

    [Fact]
    public void A_replay_equals_and_so_does_what_was_stored() => Any.ServerEvents.Sample(events =>
    {
        var once = Json(Some.Fold([Some.Enrolled(), .. events]));
        Json(Some.Fold([Some.Enrolled(), .. events])).ShouldBe(once);
        Json(JsonSerializer.Deserialize<DesiredServer>(once, WireJson.Options)!).ShouldBe(once);
    }, iter: 1_000);

    [Fact]
    public void A_server_begins_observed_unjudged_and_without_keys()
    {
        var server = Some.Server();
        (server.Enforcement, server.AccessMode, server.Incarnation, server.Generation).ShouldBe((EnforcementMode.Observe, null, 1, 1));
        server.HostKeys.ShouldBeEmpty();
        DesiredServer.Evolve(null, Some.Lockdown, 1).ShouldBeNull();
    }

    [Fact]
    public void A_key_takes_the_place_of_one_of_its_type() =>
        Some.Server(new HostKeyPinned(Some.Key()), new HostKeyPinned(Some.Key('B')),
            new HostKeyPinned(Some.Key() with { Algorithm = "ssh-rsa" }))
            .HostKeys.ShouldBe([Some.Key('B'), Some.Key() with { Algorithm = "ssh-rsa" }]);

    [Fact]
    public void A_revoked_account_stays_in_mind_until_it_is_granted_again()
    {
        var granted = new AccountGranted(Some.Id(1), "alice", Some.Id(50));
        var revoked = Some.Server(granted, new AccountRevoked(Some.Id(1), "alice"));
        (revoked.Accounts.Count, revoked.AbsentAccounts.Count).ShouldBe((0, 1));
        var again = Some.After(revoked, [granted]);
        (again.Accounts.Count, again.AbsentAccounts.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void A_credential_knows_the_generation_that_set_it()
    {
        var server = Some.Server(new AccountGranted(Some.Id(1), "alice", Some.Id(50)), Some.Lockdown,
            new AccountCredentialSet(Some.Id(1), "alice", Some.Id(51)));
        server.Accounts["alice"].ShouldBe(new DesiredAccount(Some.Id(1), Some.Id(51), Adopted: false, Since: 4));
        Some.Server(new AccountCredentialSet(Some.Id(1), "alice", Some.Id(51))).Accounts.ShouldBeEmpty();
    }

    [Fact]
    public void A_credential_that_was_found_is_known_as_that_until_Fleet_gives_another()
    {
        var found = Some.Server(new AccountAdopted(Some.Id(1), "alice", Some.Id(50)));
        found.Accounts["alice"].Found.ShouldBeTrue();
        var reset = Some.After(found, [new AccountCredentialReset(Some.Id(1), "alice")]);
        reset.Accounts["alice"].ShouldBe(new DesiredAccount(Some.Id(1), Some.Id(50), Adopted: true, Since: 3));
        Some.After(reset, [new AccountCredentialKept(Some.Id(1), "alice", Some.Id(51))]).Accounts["alice"]
            .ShouldBe(new DesiredAccount(Some.Id(1), Some.Id(51), Adopted: true, Since: 4, Found: true));
    }

    [Fact]
    public void What_is_said_of_nobodys_account_is_forgotten_when_it_becomes_a_users()
    {
        var ignored = Some.Server(new UnknownAccountIgnored("alice"));
        ignored.IgnoredAccounts.ShouldBe(["alice"]);
        Some.After(ignored, [new AccountAdopted(Some.Id(1), "alice", Some.Id(50))]).IgnoredAccounts.ShouldBeEmpty();
        var removed = Some.After(ignored, [new UnknownAccountRemoved("alice")]);
        (removed.IgnoredAccounts.Count, removed.AbsentAccounts["alice"]).ShouldBe((0, new AbsentAccount(null, ReturnsWhenEnabled: false, Since: removed.Generation)));
        Some.After(removed, [new UnknownAccountReported("alice")]).AbsentAccounts.ShouldBeEmpty();
    }

    [Fact]
    public void A_state_from_before_accounts_were_ignored_is_read()
    {
        var json = Json(Some.Server()).Replace(",\"ignoredAccounts\":[]", "", StringComparison.Ordinal);
        json.ShouldNotContain("ignoredAccounts");
        JsonSerializer.Deserialize<DesiredServer>(json, WireJson.Options)!.IgnoredAccounts.ShouldBeEmpty();
    }

    [Fact]
    public void A_suspension_ends_by_itself_with_the_enforcement_from_before_it()
    {
        var until = Some.Now.AddHours(1);
        var suspended = Some.Server(Some.Enforced, new EnforcementSet(EnforcementMode.Suspended, until),
            new EnforcementSet(EnforcementMode.Suspended, until.AddHours(1)));
        suspended.EnforcementAt(until).ShouldBe(EnforcementMode.Suspended);
        suspended.EnforcementAt(until.AddHours(1)).ShouldBe(EnforcementMode.Enforce);
        Some.Server(new EnforcementSet(EnforcementMode.Suspended, until)).EnforcementAt(until).ShouldBe(EnforcementMode.Observe);
    }

    [Fact]
    public void Old_sessions_are_closed_at_once_or_at_the_deadline_or_not_at_all()
    {
        Some.Server(Some.Lockdown).EvictsAt(Some.Now).ShouldBeFalse();
        Some.Server(Some.Lockdown with { EvictSessions = true }).EvictsAt(Some.Now).ShouldBeTrue();
        var drain = Some.Server(Some.Lockdown with { Activation = Activation.Drain, DrainUntil = Some.Now });
        drain.EvictsAt(Some.Now.AddSeconds(-1)).ShouldBeFalse();
        drain.EvictsAt(Some.Now).ShouldBeTrue();
        Some.Server(new AccessModeSet(AccessMode.Open, Activation.InPlace, EvictSessions: true)).EvictsAt(Some.Now).ShouldBeFalse();
    }

    private static string Json(DesiredServer server) => JsonSerializer.Serialize(server, WireJson.Options);
}
