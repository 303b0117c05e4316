using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

public sealed class UnknownAccountTests
{
    private static readonly AccountGranted Alice = new(Some.Id(1), "alice", Some.Id(50));

    [Fact]
    public void Each_account_is_told_once_and_what_is_so_already_is_not_told_again()
    {
        var server = Some.Server(new UnknownAccountIgnored("recorder"));
        Accepted(ServerDecider.IgnoreAccounts(server, ["jigasi", "recorder", "jigasi"])).ShouldBe([new UnknownAccountIgnored("jigasi")]);
        Accepted(ServerDecider.RemoveAccounts(server, ["recorder"])).ShouldBe([new UnknownAccountRemoved("recorder")]);
        Accepted(ServerDecider.ReportAccounts(server, ["recorder", "jigasi"])).ShouldBe([new UnknownAccountReported("recorder")]);
    }

    [Fact]
    public void A_users_account_is_not_nobodys()
    {
        Refused<AccountIsAUsers>(ServerDecider.RemoveAccounts(Some.Server(Alice), ["alice"]));
        Refused<AccountIsRevoked>(ServerDecider.IgnoreAccounts(Some.Server(Alice, new AccountRevoked(Some.Id(1), "alice")), ["alice"]));
        Refused<AccountIsRevoked>(ServerDecider.IgnoreAccounts(Some.Server(Alice, new AccountDisabled(Some.Id(1), "alice")), ["alice"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bell\u0007")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_name_that_cannot_be_shown_is_refused(string name) =>
        Refused<AccountNameInvalid>(ServerDecider.IgnoreAccounts(Some.Server(), [name]));

    [Fact]
    public void Fleets_own_account_is_left_alone() => Refused<AccountIsFleets>(ServerDecider.RemoveAccounts(Some.Server(), ["fleet-probe"]));

    [Fact]
    public void A_name_that_no_user_could_have_is_taken_as_it_is() =>
        Accepted(ServerDecider.RemoveAccounts(Some.Server(), ["Upper Case"])).ShouldBe([new UnknownAccountRemoved("Upper Case")]);

    [Fact]
    public void An_account_that_is_found_becomes_a_users_even_if_it_was_ignored()
    {
        var ignored = Some.Server(new UnknownAccountIgnored("bob"));
        Accepted(Adopt(ignored, "bob")).ShouldBe([new AccountAdopted(Some.Id(2), "bob", Some.Id(60))]);
        ServerDecider.IsAdoptable(ignored, "bob").ShouldBeFalse();
    }

    [Fact]
    public void What_is_to_be_removed_or_a_users_is_not_adopted()
    {
        var removed = Some.Server(new UnknownAccountRemoved("bob"));
        Accepted(Adopt(removed, "bob")).ShouldBeEmpty();
        ServerDecider.WhyNotAdopted(removed, ["bob"]).ShouldBeOfType<AccountIsToBeRemoved>();
        ServerDecider.WhyNotAdopted(Some.Server(Alice), ["alice"]).ShouldBeOfType<AccountIsAUsers>();
        ServerDecider.WhyNotAdopted(Some.Server(), ["Bob"])!.Code.ShouldBe("user-name-upper-case");
        ServerDecider.WhyNotAdopted(Some.Server(new ServerRetired()), ["bob"]).ShouldBeOfType<ServerIsRetired>();
    }

    [Fact]
    public void Ignoring_is_reverted_to_what_was_said_before()
    {
        Revert(new UnknownAccountIgnored("recorder")).ShouldBe([new UnknownAccountReported("recorder")]);
        Revert(new UnknownAccountReported("recorder"), before: new UnknownAccountIgnored("recorder"))
            .ShouldBe([new UnknownAccountIgnored("recorder")]);
        Revert(new UnknownAccountIgnored("recorder"), before: new UnknownAccountRemoved("recorder"))
            .ShouldBe([new UnknownAccountRemoved("recorder")]);
        Revert(new UnknownAccountIgnored("alice"), after: Alice).ShouldBeEmpty();
    }

    [Fact]
    public void A_removal_is_not_reverted_as_Fleet_has_no_copy_of_what_is_removed() =>
        Refused<NotRevertible>(ServerDecider.Revert(History(null, new UnknownAccountRemoved("recorder"), null), Some.Command, Some.Now))
            .Text.ShouldContain("`fleet servers accounts report name=meet-07 recorder`");

    private static Decision<IServerEvent> Adopt(DesiredServer server, string name) => ServerDecider.AdoptAccounts(
        server, [new(name, Some.Id(60), "SHA-1", "jwe")], new Dictionary<string, Guid> { [name] = Some.Id(2) });

    private static IServerEvent[] Revert(IServerEvent said, IServerEvent? before = null, IServerEvent? after = null) =>
        Accepted(ServerDecider.Revert(History(before, said, after), Some.Command, Some.Now));

    private static ImmutableArray<RecordedEvent<IServerEvent>> History(IServerEvent? before, IServerEvent said, IServerEvent? after) =>
    [
        .. new[] { Some.Enrolled(), before, said, after }.OfType<IServerEvent>().Select((e, i) =>
            new RecordedEvent<IServerEvent>(e, i + 1, ReferenceEquals(e, said) ? Some.Command : Some.Id(900), "dana", Some.Now)),
    ];
}
