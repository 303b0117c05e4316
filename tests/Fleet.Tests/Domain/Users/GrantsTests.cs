using CsCheck;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Users;

public sealed class GrantsTests
{
    private static readonly User Alice = Some.User(selector: "env=prod");
    private static readonly DesiredServer Prod = Some.Fold(Some.Enrolled(7, ("env", "prod")));
    private static readonly DesiredServer Test = Some.Fold(Some.Enrolled(8, ("env", "test")));
    private static readonly AccountAdopted Adoption = new(Alice.Id, "alice", Some.Id(50));

    [Fact]
    public void A_user_gains_an_account_where_the_selector_matches()
    {
        var changes = Grants.Resolve([Alice], [Prod, Test]);
        var gained = changes.Gained.ShouldHaveSingleItem();
        (gained.Server, gained.User, changes.Lost.Length).ShouldBe(("meet-07", "alice", 0));
        changes.EventsFor(Prod.Id, _ => Some.Id(50)).ShouldBe([new AccountGranted(Alice.Id, "alice", Some.Id(50))]);
        changes.EventsFor(Prod.Id, _ => null).ShouldBe([new AccountGranted(Alice.Id, "alice", null)]);
        changes.EventsFor(Test.Id, _ => Some.Id(50)).ShouldBeEmpty();
    }

    [Fact]
    public void A_relabelled_server_loses_and_gains()
    {
        var granted = Resolved([Alice], Prod);
        var relabeled = Some.After(granted, [new ServerRelabeled(Test.Labels)]);
        Grants.Resolve([Alice], [relabeled]).Lost.ShouldHaveSingleItem().Server.ShouldBe("meet-07");
        Grants.Resolve([Alice], [Some.After(Resolved([Alice], relabeled), [new ServerRelabeled(Prod.Labels)])])
            .Gained.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_disabled_or_removed_user_is_revoked_and_stays_absent()
    {
        var granted = Resolved([Alice], Prod);
        Resolved([Alice with { Disabled = true }], granted).AbsentAccounts.ShouldContainKey("alice");
        Resolved([Alice with { Removed = true }], granted).AbsentAccounts.ShouldContainKey("alice");
    }

    [Fact]
    public void A_user_enabled_again_is_taken_out_of_the_absent_ones()
    {
        var disabled = Resolved([Alice with { Disabled = true }], Resolved([Alice], Prod));
        var enabled = Resolved([Alice], disabled);
        enabled.AbsentAccounts.ShouldBeEmpty();
        enabled.Accounts.ShouldContainKey("alice");
    }

    [Fact]
    public void A_retired_server_is_left_out() => Grants.Resolve([Alice], [Some.After(Prod, [new ServerRetired()])]).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Others_accounts_are_left_alone() =>
        Grants.Resolve([Some.User("bob", "env=test", 2)], [Resolved([Alice], Prod)]).IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_new_user_of_a_removed_users_name_takes_the_account_over()
    {
        var removed = Resolved([Alice with { Removed = true }], Resolved([Alice], Prod));
        var successor = Alice with { Id = Some.Id(2) };
        Resolved([successor], removed).Accounts["alice"].UserId.ShouldBe(successor.Id);
    }

    [Fact]
    public void An_adopted_account_is_not_ruled_by_selectors_until_one_is_commanded()
    {
        var adopted = Some.After(Test, [Adoption]);
        Grants.Resolve([Alice], [adopted]).IsEmpty.ShouldBeTrue();
        Grants.Resolve([Alice with { Selector = null }], [adopted]).IsEmpty.ShouldBeTrue();
        Grants.Reselect(Alice, [adopted]).Lost.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_commanded_selector_confirms_the_adopted_accounts_that_it_matches()
    {
        var changes = Grants.Reselect(Alice, [Some.After(Prod, [Adoption])]);
        changes.Gained.ShouldBeEmpty();
        changes.EventsFor(Prod.Id, _ => null).ShouldBe([new AccountGranted(Alice.Id, "alice", Some.Id(50))]);
    }

    [Fact]
    public void An_adopted_account_comes_back_when_its_user_is_enabled_again()
    {
        var disabled = Resolved([Alice with { Disabled = true }], Some.After(Test, [Adoption]));
        Grants.Resolve([Alice], [disabled]).EventsFor(Test.Id, _ => Some.Id(51))
            .ShouldBe([new AccountAdopted(Alice.Id, "alice", Some.Id(51))]);
        Grants.Resolve([Alice], [disabled]).EventsFor(Test.Id, _ => null).ShouldBe([new AccountAdopted(Alice.Id, "alice", null)]);
    }

    [Fact]
    public void An_adopted_account_that_a_selector_took_does_not_come_back()
    {
        var disabled = Resolved([Alice with { Disabled = true }], Some.After(Test, [Adoption]));
        var selected = Some.After(disabled, Grants.Reselect(Alice with { Disabled = true }, [disabled]).EventsFor(Test.Id, _ => null));
        Grants.Resolve([Alice], [selected]).IsEmpty.ShouldBeTrue();
        var removed = Resolved([Alice with { Removed = true }], Some.After(Test, [Adoption]));
        Grants.Resolve([Alice], [removed]).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_disabled_users_accounts_wait_for_the_user_and_go_when_nothing_brings_them_back()
    {
        var disabled = Alice with { Disabled = true };
        var waiting = Resolved([disabled], Resolved([Alice], Prod));
        waiting.AbsentAccounts["alice"].ShouldBe(new AbsentAccount(Alice.Id, ReturnsWhenEnabled: false, Disabled: true, Since: waiting.Generation));
        Grants.Resolve([disabled], [waiting]).IsEmpty.ShouldBeTrue();

        var gone = new AbsentAccount(Alice.Id, ReturnsWhenEnabled: false, Since: waiting.Generation + 1);
        Resolved([disabled with { Removed = true }], waiting).AbsentAccounts["alice"].ShouldBe(gone);
        Resolved([disabled with { Selector = "env=test" }], waiting).AbsentAccounts["alice"].ShouldBe(gone);
        Resolved([Alice with { Selector = "env=test" }], waiting).AbsentAccounts["alice"].ShouldBe(gone);
    }

    [Fact]
    public void An_adopted_account_waits_for_its_disabled_user_too()
    {
        var disabled = Alice with { Disabled = true, Selector = null };
        var waiting = Resolved([disabled], Some.After(Test, [Adoption]));
        waiting.AbsentAccounts["alice"].ShouldBe(new AbsentAccount(Alice.Id, ReturnsWhenEnabled: true, Disabled: true, Since: waiting.Generation));
        Grants.Resolve([disabled], [waiting]).IsEmpty.ShouldBeTrue();
        Resolved([disabled with { Removed = true }], waiting).AbsentAccounts["alice"].Disabled.ShouldBeFalse();
    }

    [Fact]
    public void An_account_that_is_ignored_is_withheld_from_a_user_of_that_name()
    {
        var ignoring = Some.After(Prod, [new UnknownAccountIgnored("alice")]);
        var changes = Grants.Resolve([Alice], [ignoring]);
        changes.Withheld.ShouldHaveSingleItem().Server.ShouldBe("meet-07");
        changes.IsEmpty.ShouldBeTrue();
        Grants.Resolve([Alice with { Disabled = true }], [ignoring]).Withheld.ShouldBeEmpty();
        Grants.Resolve([Alice], [Some.After(ignoring, [new UnknownAccountReported("alice")])]).Gained.ShouldHaveSingleItem();
    }

    [Fact]
    public void After_the_events_nothing_is_left_to_resolve() =>
        Gen.Select(Any.User.Array[0, 4], Any.Server.Array[0, 3]).Sample((users, servers) =>
    {
        var people = users.DistinctBy(u => u.Name).DistinctBy(u => u.Id).ToArray();
        var fleet = servers.Select((s, i) => s with { Id = Some.Id(i) }).ToArray();
        var changes = Grants.Resolve(people, fleet);
        var resolved = fleet.Select(s => Some.After(s, changes.EventsFor(s.Id, g => g.CredentialId))).ToArray();
        Grants.Resolve(people, resolved).IsEmpty.ShouldBeTrue();
    }, iter: 3_000);

    private static DesiredServer Resolved(IEnumerable<User> users, DesiredServer server) =>
        Some.After(server, Grants.Resolve(users, [server]).EventsFor(server.Id, _ => Some.Id(50)));
}
