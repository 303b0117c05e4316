using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Changes.SomeChange;

namespace Fleet.Tests.Domain.Changes;

public sealed class ChangeDeciderTests
{
    [Fact]
    public void The_first_is_reachable_serves_well_and_differs_and_then_the_name_decides()
    {
        First(Targets(3), Standings(3)).ShouldBe(Some.Id(1));
        First([.. Targets(3).Reverse()], Standings(3)).ShouldBe(Some.Id(1));
        First(Targets(3), Standings(3, 1)).ShouldBe(Some.Id(2));
        First(Targets(3), Standings(3, 1, 2, 3)).ShouldBeNull();
        First(Targets(3), []).ShouldBeNull();
        First([Targets(1, good: false)[0], Targets(2)[1]], Standings(2)).ShouldBe(Some.Id(2));
        var standings = Standings(2);
        standings[Some.Id(1)] = standings[Some.Id(1)] with { Differs = false };
        First(Targets(2), standings).ShouldBe(Some.Id(2));
        static Guid? First(ImmutableArray<ChangeTarget> targets, Dictionary<Guid, TargetStanding> standings) =>
            ChangeDecider.Begin(targets, standings).First;
    }

    [Fact]
    public void All_but_the_first_wait_and_go_on_when_it_is_proven()
    {
        var change = Begun(3);
        change.Held.ShouldBe([Some.Id(2), Some.Id(3)]);
        var proven = Take(change, Proven(1));
        proven.ShouldBe([new ChangeProven(Some.Id(1), "probed")]);
        After(change, proven, Some.Now).Held.ShouldBeEmpty();
        Take(change, ProvenButOldSessions(1)).Single().ShouldBeOfType<ChangeProven>();
    }

    [Fact]
    public void A_server_that_converged_is_proven_even_where_nothing_can_be_seen_from_outside() =>
        Take(Begun(2), Proven(1) with { Verdict = Verdict.Unknown }).Single().ShouldBeOfType<ChangeProven>();

    [Fact]
    public void Enforcement_is_proven_by_what_was_carried_out()
    {
        var change = After(null, [ChangeDecider.Begin([.. Targets(2).Select(t => t with { Mode = null })], Standings(2))], Some.Now);
        var drifted = NotProven(1) with { Applied = [new(new Change.StartService("jicofo"), ChangeResult.Done, null)] };
        Take(change, drifted).Single().ShouldBeOfType<ChangeProven>();
        Take(change, drifted with { Applied = [new(new Change.StartService("jicofo"), ChangeResult.Skipped, "no order")] })
            .Single().ShouldBeOfType<FirstServerTouched>();
    }

    [Fact]
    public void It_stops_when_the_first_breaks_and_says_which_it_did_not_touch()
    {
        var change = Begun(3);
        Take(change, Broken(1)).Single().ShouldBeEquivalentTo(
            new ChangeStopped(Some.Id(1), StopReason.LoginRefused, "meet-1: outside: not-authorized", [Some.Id(2), Some.Id(3)]));
        Stop(change, Proven(1) with { Drift = [LoginRefused with { Kind = DriftKind.ServiceDown, Subject = "prosody" }] })
            .ShouldBe((StopReason.ServiceDown, "meet-1: prosody: not-authorized"));
        Stop(change, Proven(1) with { Applied = [new(new Change.StartService("jicofo"), ChangeResult.Failed, "timeout")] })
            .ShouldBe((StopReason.ApplyFailed, "meet-1: start-service jicofo failed: timeout"));
        Stop(change, Proven(1) with { Applied = [new(new Change.StartService("jicofo"), ChangeResult.Restored, null)] })
            .ShouldBe((StopReason.ApplyFailed, "meet-1: start-service jicofo was put back"));
        Stop(change, Unreachable(1) with { Outcome = ReconcileOutcome.Failed, Enforced = true, Failure = new("host-x", "refused", Transient: false) })
            .ShouldBe((StopReason.ApplyFailed, "meet-1: refused"));
        var stopped = After(change, Take(change, Broken(1)), Some.Now);
        stopped.Held.ShouldBe([Some.Id(2), Some.Id(3)]);
        Take(stopped, Proven(1)).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_broken_before_stops_nothing_at_once_and_proves_nothing() =>
        Take(Begun(3, good: false), Broken(1)).Single().ShouldBeOfType<FirstServerTouched>();

    [Fact]
    public void A_first_on_which_nothing_was_changed_makes_room_for_another()
    {
        var change = Begun(3);
        Take(change, Unreachable(1)).ShouldBe([new FirstServerReplaced(Some.Id(1), Some.Id(2), "connection refused")]);
        Take(change, Unreachable(1) with { Outcome = ReconcileOutcome.Postponed, Enforced = true }).Single().ShouldBeOfType<FirstServerReplaced>();
        Take(change, Paused(1)).Single().ShouldBeOfType<FirstServerReplaced>().Why.ShouldBe("held: one first");
        var replaced = After(change, Take(change, Unreachable(1)), Some.Now);
        replaced.Held.ShouldBe([Some.Id(1), Some.Id(3)]);
        Take(replaced, Unreachable(1)).ShouldBeEmpty();
        var none = After(replaced, [.. Take(replaced, Unreachable(2)), new FirstServerReplaced(Some.Id(3), null, "gone")], Some.Now);
        none.Held.Length.ShouldBe(3);
        Take(none, Unreachable(1)).ShouldBeEmpty();
        Take(none, Paused(1)).ShouldBeEmpty();
        Take(none, Waiting(1)).ShouldBe([new FirstServerReplaced(null, Some.Id(1), "it can be changed now")]);
    }

    [Fact]
    public void A_first_that_may_have_been_changed_stays_the_first()
    {
        var change = Begun(2);
        Take(change, CutDuringApply(1)).ShouldBe([new FirstServerTouched(Some.Id(1), "connection refused")]);
        var touched = After(change, Take(change, CutDuringApply(1)), Some.Now);
        Take(touched, Unreachable(1)).ShouldBeEmpty();
        Take(touched, NotProven(1)).ShouldBeEmpty();
        Take(touched, Proven(1)).Single().ShouldBeOfType<ChangeProven>();
        Expire(touched, ChangeDecider.ProofWithin - TimeSpan.FromSeconds(1)).ShouldBeEmpty();
        Expire(touched, ChangeDecider.ProofWithin).Single().ShouldBeOfType<ChangeStopped>().Reason.ShouldBe(StopReason.NotProven);
    }

    [Fact]
    public void A_first_that_a_worker_was_let_through_to_and_did_not_report_of_stays_the_first()
    {
        var (change, standings) = (Begun(2), Standings(2));
        standings[Some.Id(1)] = standings[Some.Id(1)] with { Unreported = Generation };
        ChangeDecider.Take(change, Unreachable(1), standings)
            .ShouldBe([new FirstServerTouched(Some.Id(1), "a worker was let through and never reported; connection refused")]);
        ChangeDecider.Expire(change, standings, change.Since + ChangeDecider.AnswerWithin).Single().ShouldBeOfType<FirstServerTouched>();
        standings[Some.Id(1)] = standings[Some.Id(1)] with { Unreported = Generation - 1 };
        ChangeDecider.Take(change, Unreachable(1), standings).Single().ShouldBeOfType<FirstServerReplaced>("it worked for an earlier command");
    }

    [Fact]
    public void A_first_that_never_answers_is_replaced_and_heard_all_the_same_when_it_does()
    {
        var change = Begun(2);
        Expire(change, ChangeDecider.AnswerWithin - TimeSpan.FromSeconds(1)).ShouldBeEmpty();
        var replaced = After(change, Expire(change, ChangeDecider.AnswerWithin), Some.Now);
        (replaced.First, replaced.Held.Single()).ShouldBe((Some.Id(2), Some.Id(1)));
        Take(replaced, Broken(1)).Single().ShouldBeOfType<ChangeStopped>().Untouched.ShouldBe([Some.Id(2)]);
        Take(replaced, Proven(1)).Single().ShouldBeOfType<ChangeProven>();
    }

    [Fact]
    public void What_is_told_of_before_the_command_or_of_others_says_nothing()
    {
        Take(Begun(2), Broken(1) with { Generation = Generation - 1 }).ShouldBeEmpty();
        Take(Begun(2), Broken(2)).ShouldBeEmpty();
        Take(Begun(2), Broken(9)).ShouldBeEmpty();
    }

    [Fact]
    public void After_the_proof_it_stops_at_the_next_that_breaks_and_spares_those_it_did_not_reach()
    {
        var rest = After(Begun(4), [new ChangeProven(Some.Id(1), "probed")], Some.Now);
        var standings = Standings(4);
        standings[Some.Id(3)] = standings[Some.Id(3)] with { ReportedAt = Some.Now.AddSeconds(1) };
        ChangeDecider.Take(rest, Broken(2), standings).Single().ShouldBeOfType<ChangeStopped>().Untouched.ShouldBe([Some.Id(4)]);
        ChangeDecider.Take(rest, Proven(2), standings).ShouldBeEmpty();
        standings[Some.Id(4)] = standings[Some.Id(3)];
        ChangeDecider.Take(rest, Proven(2), standings).ShouldBe([new ChangeFinished()]);
        Expire(rest, ChangeDecider.RestWithin).ShouldBe([new ChangeFinished()]);
    }

    [Fact]
    public void An_operator_lets_it_go_on_as_long_as_something_waits()
    {
        var resumed = ChangeDecider.Resume(Begun(2)).ShouldBeOfType<Decision<IChangeEvent>.Accepted>();
        var over = After(Begun(2), resumed.Events, Some.Now);
        (over.Stage, over.Held.IsEmpty).ShouldBe((ChangeStage.Rest, true));
        ChangeDecider.Resume(over).ShouldBeOfType<Decision<IChangeEvent>.Refused>().Refusal.Code.ShouldBe("nothing-waits");
    }

    [Fact]
    public void What_stopped_it_before_it_was_resumed_does_not_stop_it_again_and_another_one_does()
    {
        var stopped = After(Begun(4), Take(Begun(4), Broken(1)), Some.Now);
        var resumed = After(stopped, [new ChangeResumed()], Some.Now);
        Take(resumed, Broken(1)).ShouldBeEmpty();
        Take(resumed, Broken(2)).Single().ShouldBeOfType<ChangeStopped>().Untouched.ShouldBe([Some.Id(3), Some.Id(4)]);
    }

    [Fact]
    public void A_later_command_takes_its_servers_out()
    {
        Overtake(Begun(3), 2).ShouldBeEquivalentTo(new IChangeEvent[] { new ServersOvertaken([Some.Id(2)], Some.Command) });
        Overtake(Begun(3), 1).Last().ShouldBe(new FirstServerReplaced(Some.Id(1), Some.Id(2), "a later command has its own word for it"));
        Overtake(Begun(3), 1, 2, 3).Last().ShouldBe(new ChangeFinished());
        Overtake(Begun(3), 9).ShouldBeEmpty();
        var stopped = After(Begun(2), Take(Begun(2), Broken(1)), Some.Now);
        After(stopped, Overtake(stopped, 2), Some.Now).IsOver.ShouldBeTrue();
        static IChangeEvent[] Overtake(StagedChange change, params int[] servers) =>
            [.. ChangeDecider.Overtake(change, [.. servers.Select(Some.Id)], Some.Command, Standings(3))];
    }

    private static (StopReason, string) Stop(StagedChange change, ReconcileReport report)
    {
        var stopped = Take(change, report).Single().ShouldBeOfType<ChangeStopped>();
        return (stopped.Reason, stopped.Evidence);
    }

    private static ImmutableArray<IChangeEvent> Take(StagedChange change, ReconcileReport report) =>
        ChangeDecider.Take(change, report, Standings(change.Targets.Length));

    private static ImmutableArray<IChangeEvent> Expire(StagedChange change, TimeSpan after) =>
        ChangeDecider.Expire(change, Standings(change.Targets.Length), Some.Now + after);
}
