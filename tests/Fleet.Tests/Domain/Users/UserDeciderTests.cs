using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain;
using Fleet.Domain.Selectors;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Users;

public sealed class UserDeciderTests
{
    private static readonly User Alice = Some.User(selector: "env=prod");
    private static readonly User Disabled = Alice with { Disabled = true };
    private static readonly User Removed = Alice with { Removed = true };

    [Fact]
    public void Registering_keeps_the_selector_in_its_normal_form()
    {
        Accepted(UserDecider.Register(Alice.Id, "alice", " env = prod , !canary ", taken: false))
            .ShouldBe([new UserRegistered(Alice.Id, "alice", "env=prod,!canary")]);
        Refused<UserNameTaken>(UserDecider.Register(Alice.Id, "alice", "all", taken: true));
        Refused<UserNameUpperCase>(UserDecider.Register(Alice.Id, "Alice", "all", taken: false));
        Refused<SelectorEmpty>(UserDecider.Register(Alice.Id, "alice", "", taken: false));
    }

    [Fact]
    public void Adopting_makes_a_user_once()
    {
        Accepted(UserDecider.Adopt(Alice.Id, "alice", taken: false)).ShouldBe([new UserAdopted(Alice.Id, "alice")]);
        Accepted(UserDecider.Adopt(Alice.Id, "alice", taken: true)).ShouldBeEmpty();
        Refused<UserNameReserved>(UserDecider.Adopt(Alice.Id, "jvb", taken: false));
    }

    [Fact]
    public void A_command_that_changes_nothing_is_no_event()
    {
        Accepted(UserDecider.Select(Alice, "env=prod")).ShouldBeEmpty();
        Accepted(UserDecider.Disable(Disabled)).ShouldBeEmpty();
        Accepted(UserDecider.Enable(Alice)).ShouldBeEmpty();
        Accepted(UserDecider.Remove(Removed)).ShouldBeEmpty();
    }

    [Fact]
    public void A_command_that_changes_something_is_one_event()
    {
        Accepted(UserDecider.Select(Alice, "all")).ShouldBe([new UserSelectorChanged("all")]);
        Accepted(UserDecider.Select(Alice with { Selector = null }, "all")).ShouldBe([new UserSelectorChanged("all")]);
        Accepted(UserDecider.Disable(Alice)).ShouldBe([new UserDisabled()]);
        Accepted(UserDecider.Enable(Disabled)).ShouldBe([new UserEnabled()]);
        Accepted(UserDecider.Remove(Disabled)).ShouldBe([new UserRemoved()]);
        Accepted(UserDecider.ChangePassword(Alice)).ShouldBe([new UserPasswordChanged()]);
        Refused<SelectorUnreadable>(UserDecider.Select(Alice, "env="));
    }

    [Fact]
    public void A_removed_user_is_not_changed_any_more()
    {
        Decision<IUserEvent>[] decisions = [UserDecider.Select(Removed, "all"), UserDecider.Disable(Removed), UserDecider.Enable(Removed),
            UserDecider.ChangePassword(Removed)];
        decisions.ShouldAllBe(d => Refused<UserIsRemoved>(d).Name == "alice");
    }

    [Fact]
    public void A_user_is_what_the_events_say()
    {
        IUserEvent[] events = [new UserRegistered(Alice.Id, "alice", "all"), new UserDisabled(), new UserSelectorChanged("env=prod"),
            new UserPasswordChanged(), new UserEnabled(), new UserRemoved()];
        Fold(events).ShouldBe(new User(Alice.Id, "alice", "env=prod", Disabled: false, Removed: true, Version: 6));
        Fold([new UserAdopted(Alice.Id, "alice")]).ShouldBe(new User(Alice.Id, "alice", null, Disabled: false, Removed: false, Version: 1));
        Fold([new UserEnabled()]).ShouldBeNull();
    }

    [Fact]
    public void Evolve_takes_known_events_in_any_order()
    {
        IUserEvent[] known = [.. EventSamples.All.OfType<IUserEvent>()];
        Gen.Int[0, known.Length - 1].Array[0, 20]
            .Sample(order => Fold([.. order.Select(i => known[i])])?.Version.ShouldBe((long)order.Length));
    }

    [Fact]
    public void A_revert_goes_back_one_command()
    {
        var registered = new UserRegistered(Alice.Id, "alice", "all");
        Accepted(Revert([registered])).ShouldBe([new UserRemoved()]);
        Accepted(Revert([registered, new UserDisabled()])).ShouldBe([new UserEnabled()]);
        Accepted(Revert([registered, new UserDisabled(), new UserEnabled()])).ShouldBe([new UserDisabled()]);
        Accepted(Revert([registered, new UserSelectorChanged("env=prod")])).ShouldBe([new UserSelectorChanged("all")]);
    }

    [Fact]
    public void What_cannot_be_reverted_names_the_command_that_helps()
    {
        var registered = new UserRegistered(Alice.Id, "alice", "all");
        var adopted = new UserAdopted(Alice.Id, "alice");
        Refused<NotRevertible>(Revert([adopted])).Text.ShouldContain("fleet users remove alice");
        Refused<NotRevertible>(Revert([adopted, new UserSelectorChanged("all")])).Text.ShouldContain("fleet users select alice");
        Refused<NotRevertible>(Revert([registered, new UserPasswordChanged()])).Text.ShouldContain("fleet users passwd alice");
        Refused<NotRevertible>(Revert([registered, new UserRemoved()])).Text.ShouldContain("fleet register alice");
        Refused<CommandUnknown>(UserDecider.Revert([], Some.Command));
        Refused<ChangedSince>(UserDecider.Revert(History([registered, new UserDisabled(), new UserEnabled()]), Some.Id(2)));
    }

    private static Decision<IUserEvent> Revert(IUserEvent[] events) => UserDecider.Revert(History(events), Some.Id(events.Length));

    private static ImmutableArray<RecordedEvent<IUserEvent>> History(IUserEvent[] events) =>
        [.. events.Select((e, i) => new RecordedEvent<IUserEvent>(e, i + 1, Some.Id(i + 1), "dana", Some.Now))];

    private static User? Fold(IUserEvent[] events) =>
        events.Index().Aggregate((User?)null, (user, e) => User.Evolve(user, e.Item, e.Index + 1));
}
