using CsCheck;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

/// <summary>No plan takes many accounts of a server away that nobody said so of, whatever the desired state has become.</summary>
public sealed class RemovalsTests
{
    private static readonly Gen<(DesiredServer Server, Observation Seen)> Host = Gen.Select(
        Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool, Gen.Bool, Gen.OneOf("0.12.3", "13.0.1"),
        (present, revoked, confirmed, disabled, probe, prosody) =>
        {
            var server = Some.Server([Some.Enforced, Some.Lockdown, .. Enumerable.Range(0, revoked).Select(IServerEvent (i) =>
                disabled ? new AccountDisabled(Some.Id(i), Name(i), Confirmed: i < confirmed) : new AccountRevoked(Some.Id(i), Name(i), Confirmed: i < confirmed))]);
            ObservedAccount[] found = [.. Enumerable.Range(0, present).Select(i => Some.Account(Name(i))), .. probe ? [Some.Account(UserName.ProbeAccount)] : Array.Empty<ObservedAccount>()];
            var seen = Some.Observation(accounts: found);
            return (server, seen with { Host = seen.Host with { ProsodyVersion = prosody } });
        });

    [Fact]
    public void More_than_a_tenth_and_more_than_one_go_only_when_an_operator_said_so() => Host.Sample(host =>
    {
        var present = host.Seen.Accounts.Items!.Value.Count(a => a.Name != UserName.ProbeAccount);
        var unsaid = Taken(host.Server, host.Seen).Count(a => !host.Server.AbsentAccounts[a].Confirmed);
        (unsaid <= 1 || unsaid * 10 <= present).ShouldBeTrue($"{unsaid} of {present}");
    });

    [Fact]
    public void What_an_operator_said_of_so_many_goes() => Host.Sample(host =>
    {
        var refused = Removals.Refused(host.Server, host.Seen);
        var said = refused is null ? host.Server : Some.After(host.Server, [new RemovalsConfirmed(refused.Accounts)]);
        Removals.Refused(said, host.Seen).ShouldBeNull();
        var found = host.Seen.Accounts.Items!.Value.Select(a => a.Name).ToHashSet();
        Taken(said, host.Seen).ShouldBe(said.AbsentAccounts.Keys.Where(found.Contains), ignoreOrder: true);
    });

    [Fact]
    public void Where_nothing_is_desired_nothing_is_taken_away() =>
        Gen.Select(Any.Server, Any.Observation).Sample((server, seen) =>
            Taken(server with { Accounts = server.Accounts.Clear(), AbsentAccounts = server.AbsentAccounts.Clear() }, seen).ShouldBeEmpty());

    [Fact]
    public void A_plan_says_how_many_are_meant_which_and_the_command_that_says_so()
    {
        var server = Some.Server([Some.Enforced, .. Enumerable.Range(0, 3).Select(IServerEvent (i) => new AccountRevoked(Some.Id(i), Name(i)))]);
        ObservedAccount[] accounts = [.. Enumerable.Range(0, 20).Select(i => Some.Account(Name(i)))];
        var plan = Planner.Plan(server, Some.Observation(accounts: accounts));
        plan.Changes.ShouldBeEmpty();
        var blocker = plan.Blockers.ShouldHaveSingleItem();
        blocker.Reason.ShouldBe(BlockReason.Removals);
        blocker.Text.ShouldContain("3 of 20 accounts");
        blocker.Text.ShouldContain("user00, user01, user02");
        blocker.Text.ShouldContain("`fleet servers enforcement name=meet-07 enforce --confirm-removals 3`");
    }

    [Fact]
    public void A_user_who_comes_and_goes_again_needs_a_new_word()
    {
        var server = Some.Server(new AccountRevoked(Some.Id(1), "alice", Confirmed: true));
        server.AbsentAccounts["alice"].Confirmed.ShouldBeTrue();
        Some.After(server, [new AccountGranted(Some.Id(1), "alice", null), new AccountRevoked(Some.Id(1), "alice")]).AbsentAccounts["alice"].Confirmed.ShouldBeFalse();
    }

    private static string Name(int i) => $"user{i:00}";

    private static string[] Taken(DesiredServer server, Observation seen) => [.. Planner.Plan(server, seen).Changes
        .Select(c => c switch { Change.RemoveAccount r => r.User, Change.DisableAccount d => d.User, _ => null }).OfType<string>()];
}
