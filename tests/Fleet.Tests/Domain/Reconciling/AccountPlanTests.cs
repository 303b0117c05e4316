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
        after.Blockers.ShouldHaveSingleItem().Text.ShouldSatisfyAllConditions(
            t => t.ShouldContain("`fleet users credential reset alice --on name=meet-07`"),
            t => t.ShouldContain("`fleet users credential keep alice --on name=meet-07`"));

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
    public void A_reset_credential_is_put_again_and_a_kept_one_left()
    {
        var server = Some.Server(Some.Enforced, Alice);
        var reset = Some.After(server, [new AccountCredentialReset(Some.Id(1), "alice")]);
        Planner.Plan(reset, Some.Observation(accounts: Changed), Applied(server.Generation))
            .Changes.ShouldBe([new PutAccount("alice", Credential, DriftKind.UserCredential)]);

        var kept = Some.After(server, [new AccountCredentialKept(Some.Id(1), "alice", Some.Id(51))]);
        Planner.Plan(kept, Some.Observation(accounts: Changed with { MatchesCredential = Some.Id(51) })).Changes.ShouldBeEmpty();
        Planner.Plan(kept, Some.Observation(accounts: Changed)).Blockers.ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.CredentialChanged);
    }

    [Fact]
    public void A_password_that_Fleet_gives_an_adopted_account_is_put()
    {
        var adopted = Some.Server(Some.Enforced, new AccountAdopted(Some.Id(1), "alice", Credential));
        IServerEvent[] given = [new AccountCredentialSet(Some.Id(1), "alice", Some.Id(51)), new AccountCredentialReset(Some.Id(1), "alice")];
        foreach (var e in given)
        {
            Planner.Plan(Some.After(adopted, [e]), Some.Observation(accounts: Changed), Applied(adopted.Generation))
                .Changes.ShouldHaveSingleItem().ShouldBeOfType<PutAccount>();
        }
    }

    [Fact]
    public void A_disabled_users_account_is_disabled_where_Prosody_knows_that_and_goes_elsewhere()
    {
        IServerEvent[] disabled = [Alice, new AccountDisabled(Some.Id(1), "alice")];
        On("13.0.1", disabled, There).Changes.ShouldBe([new DisableAccount("alice")]);
        On("13.0.1", disabled, There with { Disabled = true }).Changes.ShouldBeEmpty();
        On("13.0.1", disabled, There with { Problem = AccountProblem.ClearText }).Changes.ShouldBe([new RemoveAccount("alice")]);
        On("0.12.3", disabled, There with { Disabled = true }).Changes.ShouldBe([new RemoveAccount("alice")]);
        On(null, disabled, There).Changes.ShouldBe([new RemoveAccount("alice")]);
        On("13.0.1", [.. disabled, Alice], There with { Disabled = true }).Changes.ShouldBe([new EnableAccount("alice")]);
    }

    [Fact]
    public void An_account_is_enabled_with_the_password_that_its_user_gave_it()
    {
        var plan = On("13.0.1", [Alice], Changed with { Disabled = true }, Applied(9));
        plan.Changes.ShouldBe([new EnableAccount("alice")]);
        plan.Blockers.ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.CredentialChanged);
    }

    [Fact]
    public void An_unknown_account_that_must_not_be_there_goes_and_an_ignored_one_is_left()
    {
        Of([new UnknownAccountRemoved("mallory"), new UnknownAccountIgnored("recorder")], Some.Account("mallory"), Some.Account("recorder"))
            .ShouldBe([new RemoveAccount("mallory")]);
        Of([new UnknownAccountRemoved("mallory"), new UnknownAccountReported("mallory")], Some.Account("mallory")).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_Fleet_cannot_name_is_told_and_not_tried() =>
        On("0.12.3", [new UnknownAccountRemoved("%zz")], Some.Account("%zz") with { Problem = AccountProblem.WrongEncoding })
            .ShouldSatisfyAllConditions(p => p.Changes.ShouldBeEmpty(), p => p.Blockers.ShouldHaveSingleItem().Text.ShouldContain("on the host"));

    [Fact]
    public void With_guests_Jicofo_forgets_its_logins_whenever_an_account_goes()
    {
        var guests = Some.Lockdown with { Mode = AccessMode.Guests };
        IServerEvent[] revoked = [Alice, new AccountRevoked(Some.Id(1), "alice")];
        On("0.12.3", [guests, .. revoked], There).Changes.ShouldContain(new RestartService("jicofo"));
        On("0.12.3", [guests, .. revoked]).Changes.ShouldNotContain(new RestartService("jicofo"));
        On("0.12.3", [Some.Lockdown, .. revoked], There).Changes.ShouldNotContain(new RestartService("jicofo"));
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

    [Fact]
    public void A_file_that_only_looks_like_a_user_hides_no_account()
    {
        var likeness = There with { Problem = AccountProblem.WrongEncoding };
        On("0.12.3", [Alice, new AccountRevoked(Some.Id(1), "alice")], [likeness, There]).Changes.ShouldBe([new RemoveAccount("alice")]);
        On("0.12.3", [Alice], [likeness, There], Applied(9)).Changes.ShouldBe(On("0.12.3", [Alice], There, Applied(9)).Changes);
    }

    private static ChangePlan On(string? prosody, IServerEvent[] events, ObservedAccount found, Restraints? restraints = null) =>
        On(prosody, events, [found], restraints);

    private static ChangePlan On(string? prosody, IServerEvent[] events, ObservedAccount[]? found = null, Restraints? restraints = null)
    {
        var host = Some.Observation(accounts: found ?? []);
        var guarded = host with { OnDisk = host.OnDisk with { Jicofo = JicofoAuthentication.On } };
        return Planner.Plan(Some.Server([Some.Enforced, .. events]), guarded with { Host = host.Host with { ProsodyVersion = prosody } }, restraints);
    }

    private static Restraints Applied(long generation) => Restraints.None with { AppliedGeneration = generation };

    private static Change[] Of(IServerEvent[] events, params ObservedAccount[] accounts) =>
        [.. Planner.Plan(Some.Server([Some.Enforced, .. events]), Some.Observation(accounts: accounts)).Changes];
}
