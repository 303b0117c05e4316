using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class AccountDriftTests
{
    private static readonly Guid Credential = Some.Id(50);
    private static readonly AccountGranted Alice = new(Some.Id(1), "alice", Credential);
    private static readonly ObservedAccount There = Some.Account("alice", Credential);

    [Fact]
    public void A_granted_account_with_its_credential_is_no_drift() => Of([Alice], There).ShouldBeEmpty();

    [Fact]
    public void A_granted_account_that_is_missing_is_told() => Of([Alice]).ShouldBe([(DriftKind.UserMissing, DriftSeverity.High)]);

    [Fact]
    public void A_changed_password_is_told() =>
        Of([Alice], There with { MatchesCredential = null }).ShouldBe([(DriftKind.UserCredential, DriftSeverity.High)]);

    [Theory]
    [InlineData(AccountProblem.Unreadable)]
    [InlineData(AccountProblem.Malformed)]
    [InlineData(AccountProblem.WrongHash)]
    [InlineData(AccountProblem.WrongEncoding)]
    [InlineData(AccountProblem.ClearText)]
    [InlineData(AccountProblem.UnreachableName)]
    public void An_account_that_cannot_be_used_is_told(AccountProblem problem) =>
        Of([Alice], There with { Problem = problem }).ShouldBe([(DriftKind.UserCredential, DriftSeverity.High)]);

    [Fact]
    public void A_disabled_account_is_told() =>
        Of([Alice], There with { Disabled = true }).ShouldBe([(DriftKind.UserDisabled, DriftSeverity.High)]);

    [Fact]
    public void An_account_without_a_credential_asks_for_a_password()
    {
        Of([Alice with { CredentialId = null }]).ShouldBe([(DriftKind.NeedsPassword, DriftSeverity.Medium)]);
        Of([Alice with { CredentialId = null }], There).ShouldBe([(DriftKind.NeedsPassword, DriftSeverity.Medium)]);
    }

    [Fact]
    public void A_revoked_account_that_is_there_is_critical()
    {
        Of([Alice, new AccountRevoked(Some.Id(1), "alice")], There).ShouldBe([(DriftKind.UserReturned, DriftSeverity.Critical)]);
        Of([Alice, new AccountRevoked(Some.Id(1), "alice")]).ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_account_weighs_more_where_only_members_get_in()
    {
        Of([], Some.Account("mallory")).ShouldBe([(DriftKind.UserUnknown, DriftSeverity.Medium)]);
        Of([Some.Lockdown], Some.Account("mallory")).ShouldBe([(DriftKind.UserUnknown, DriftSeverity.High)]);
    }

    [Theory]
    [InlineData("Alice", AccountProblem.UnreachableName, "lower case")]
    [InlineData("%zz", AccountProblem.WrongEncoding, "not encoded")]
    public void An_account_that_nobody_can_log_in_with_is_told_with_the_reason(string name, AccountProblem problem, string reason)
    {
        var drift = Diff.Between(Some.Server(Some.Lockdown), Some.Observation(accounts: Some.Account(name) with { Problem = problem }),
            Some.Probe(), Some.Now).ShouldHaveSingleItem();
        (drift.Kind, drift.Severity, drift.Subject).ShouldBe((DriftKind.UserUnknown, DriftSeverity.Info, name));
        drift.Evidence.ShouldContain(reason);
    }

    [Fact]
    public void An_ignored_account_is_no_drift_and_a_removed_one_is_critical()
    {
        Of([Some.Lockdown, new UnknownAccountIgnored("recorder")], Some.Account("recorder")).ShouldBeEmpty();
        Of([new UnknownAccountIgnored("recorder"), new UnknownAccountReported("recorder")], Some.Account("recorder"))
            .ShouldBe([(DriftKind.UserUnknown, DriftSeverity.Medium)]);
        Of([new UnknownAccountRemoved("recorder")], Some.Account("recorder")).ShouldBe([(DriftKind.UserReturned, DriftSeverity.Critical)]);
    }

    [Fact]
    public void A_disabled_users_account_may_be_there_disabled_where_Prosody_knows_that()
    {
        IServerEvent[] disabled = [Alice, new AccountDisabled(Some.Id(1), "alice")];
        Of("13.0.1", disabled, There with { Disabled = true }).ShouldBeEmpty();
        Of("13.0.1", disabled, There).ShouldBe([(DriftKind.UserReturned, DriftSeverity.Critical)]);
        Of("0.12.3", disabled, There with { Disabled = true }).ShouldBe([(DriftKind.UserReturned, DriftSeverity.Critical)]);
        Of(null, disabled, There with { Disabled = true }).ShouldBe([(DriftKind.UserReturned, DriftSeverity.Critical)]);
        Of("13.0.1", [Alice, new AccountRevoked(Some.Id(1), "alice")], There with { Disabled = true })
            .ShouldBe([(DriftKind.UserReturned, DriftSeverity.Critical)]);
    }

    [Fact]
    public void The_probe_account_is_never_drift() => Of([Some.Lockdown], Some.Account("fleet-probe")).ShouldBeEmpty();

    [Fact]
    public void Accounts_that_were_not_sent_are_taken_from_before_when_their_digest_is_the_same()
    {
        var earlier = Some.Observation(accounts: There).Accounts;
        var notSent = earlier with { Items = null };
        notSent.FilledFrom(earlier).ShouldBe(earlier);
        notSent.FilledFrom(earlier with { Digest = "other" }).ShouldBe(notSent);
        notSent.FilledFrom(null).ShouldBe(notSent);
        (notSent with { Problem = "denied" }).FilledFrom(earlier).Items.ShouldBeNull();
    }

    private static (DriftKind, DriftSeverity)[] Of(IServerEvent[] events, params ObservedAccount[] accounts) => Of("0.12.3", events, accounts);

    private static (DriftKind, DriftSeverity)[] Of(string? prosody, IServerEvent[] events, params ObservedAccount[] accounts)
    {
        var host = Some.Observation(accounts: accounts);
        return [.. Diff.Between(Some.Server(events), host with { Host = host.Host with { ProsodyVersion = prosody } }, Some.Probe(), Some.Now)
            .Select(d => (d.Kind, d.Severity))];
    }
}
