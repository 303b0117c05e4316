using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Domain.Reconciling.Change;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class AccountPlanTests
{
    private static readonly Guid Credential = Some.Id(50);
    private static readonly AccountGranted Alice = new(Some.Id(1), "alice", Credential);
    private static readonly ObservedAccount There = Some.Account("alice", Credential);
    private static readonly ObservedAccount Changed = Some.Account("alice");

    [Fact]
    public void A_missing_disabled_or_unusable_account_is_put()
    {
        Of([Alice]).ShouldBe([new PutAccount("alice", Credential, DriftKind.UserMissing)]);
        Of([Alice], There with { Disabled = true }).ShouldBe([new PutAccount("alice", Credential, DriftKind.UserDisabled)]);
        Of([Alice], There with { Problem = AccountProblem.WrongHash })
            .ShouldBe([new PutAccount("alice", Credential, DriftKind.UserCredential)]);
        Of([Alice], There).ShouldBeEmpty();
    }

    [Fact]
    public void An_account_without_a_credential_is_left_as_it_is() => Of([Alice with { CredentialId = null }], Changed).ShouldBeEmpty();

    [Fact]
    public void A_revoked_account_is_removed_and_an_unknown_one_left() =>
        Of([Alice, new AccountRevoked(Some.Id(1), "alice")], There, Some.Account("mallory")).ShouldBe([new RemoveAccount("alice")]);

    [Fact]
    public void A_new_password_is_put_until_it_was()
    {
        var server = Some.Server(Some.Enforced, Alice);
        var host = Some.Observation(accounts: Changed);
        Planner.Plan(server, host, Applied(server.Generation - 1))
            .Changes.ShouldBe([new PutAccount("alice", Credential, DriftKind.UserCredential)]);

        var after = Planner.Plan(server, host, Applied(server.Generation));
        after.Changes.ShouldBeEmpty();
        after.Blockers.ShouldHaveSingleItem().Text.ShouldContain("fleet users passwd alice");

        var newPassword = Some.After(server, [new AccountCredentialSet(Some.Id(1), "alice", Some.Id(51))]);
        Planner.Plan(newPassword, host, Applied(server.Generation))
            .Changes.ShouldBe([new PutAccount("alice", Some.Id(51), DriftKind.UserCredential)]);
    }

    [Fact]
    public void An_adopted_password_that_its_user_changed_is_left_but_a_lost_account_put_back()
    {
        var adopted = Some.Server(Some.Enforced, new AccountAdopted(Some.Id(1), "alice", Credential));
        Planner.Plan(adopted, Some.Observation(accounts: Changed)).Blockers.ShouldHaveSingleItem()
            .Reason.ShouldBe(BlockReason.CredentialChanged);
        Planner.Plan(adopted, Some.Observation()).Changes.ShouldBe([new PutAccount("alice", Credential, DriftKind.UserMissing)]);
    }

    [Fact]
    public void A_users_changed_password_is_not_reset_by_enabling_the_account() =>
        Planner.Plan(Some.Server(Some.Enforced, Alice), Some.Observation(accounts: Changed with { Disabled = true }), Applied(9))
            .Changes.ShouldBeEmpty();

    [Fact]
    public void Accounts_that_cannot_be_managed_or_seen_are_told_once()
    {
        var server = Some.Server(Some.Enforced, Alice);
        var host = Some.Observation();
        Planner.Plan(server, host with { OnDisk = host.OnDisk with { Storage = new(StorageSupport.Overridden, "sql") } })
            .Blockers.ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.Unsupported);
        Planner.Plan(server, host with { Accounts = new(null, null, "denied") }).Blockers.ShouldHaveSingleItem()
            .Reason.ShouldBe(BlockReason.Undetermined);
        Planner.Plan(Some.Server(Some.Enforced), host with { Accounts = new(null, null, "denied") }).Blockers.ShouldBeEmpty();
    }

    private static Restraints Applied(long generation) => Restraints.None with { AppliedGeneration = generation };

    private static Change[] Of(IServerEvent[] events, params ObservedAccount[] accounts) =>
        [.. Planner.Plan(Some.Server([Some.Enforced, .. events]), Some.Observation(accounts: accounts)).Changes];
}
