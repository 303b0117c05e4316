using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain.Changes;
using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Changes.SomeChange;

namespace Fleet.Tests.Domain.Changes;

/// <summary>Whatever servers do and in whatever order they report: what the guard promises.</summary>
public sealed class AnyInterleavingTests
{
    private enum Behaviour
    {
        Works,
        Breaks,
        ProvesNothing,
        IsAway,
        IsCutOff,
    }

    private static readonly Gen<(int Server, Behaviour Does, int Seconds)[]> Steps =
        Gen.Select(Gen.Int[1, 5], Gen.Enum<Behaviour>(), Gen.Int[0, 100]).Array[0, 40];

    [Fact]
    public void Never_are_two_touched_before_one_is_proven_and_after_a_stop_no_further_one_is() =>
        Gen.Select(Gen.Bool.Array[5], Gen.Bool, Steps).Sample((away, good, steps) =>
        {
            var fleet = new Simulation(good, away);
            foreach (var (server, does, seconds) in steps)
            {
                var before = fleet.Change;
                var touched = fleet.Touched.Count;
                fleet.Step(server, does, seconds);
                (fleet.Change.Targets.Length - fleet.Change.Held.Length <= 1 || fleet.Change.Stage != ChangeStage.First).ShouldBeTrue();
                if (before.Stage == ChangeStage.First) fleet.Touched.Count.ShouldBeLessThanOrEqualTo(1);
                if (before.Stage == ChangeStage.Stopped) fleet.Touched.Count.ShouldBe(touched);
            }
        });

    [Fact]
    public void It_comes_to_an_end_when_any_server_can_be_reached() =>
        Gen.Select(Gen.Bool.Array[5], Gen.Bool, Steps, Gen.Enum<Behaviour>().Array[5]).Sample((away, good, steps, then) =>
        {
            var fleet = new Simulation(good, away);
            foreach (var (server, does, seconds) in steps) fleet.Step(server, does, seconds);
            for (var round = 0; round < 20; round++)
                for (var server = 1; server <= 5; server++)
                    fleet.Step(server, then[server - 1], 12);
            var ended = fleet.Change.Stage is ChangeStage.Stopped or ChangeStage.Over;
            (ended || then.All(b => b == Behaviour.IsAway)).ShouldBeTrue($"{fleet.Change.Stage}, first {fleet.Change.First}");
        });

    private sealed class Simulation(bool good, bool[] away)
    {
        private readonly Dictionary<Guid, TargetStanding> standings = Standings(5, [.. Enumerable.Range(1, 5).Where(n => away[n - 1])]);
        private DateTimeOffset now = Some.Now;

        public StagedChange Change { get; private set; } =
            Begun(5, good, [.. Enumerable.Range(1, 5).Where(n => away[n - 1])]);

        public HashSet<int> Touched { get; } = [];

        public void Step(int server, Behaviour does, int seconds)
        {
            now = now.AddSeconds(seconds);
            Change = After(Change, ChangeDecider.Expire(Change, standings, now), now);
            var report = Report(server, does);
            var reached = report.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed;
            standings[report.Server] = new(reached, Differs: true, reached && report.Enforced ? now : null);
            Change = After(Change, ChangeDecider.Take(Change, report, standings), now);
        }

        // a worker asks before it sends an apply: a server that is held is looked at, and not touched
        private ReconcileReport Report(int server, Behaviour does)
        {
            if (does == Behaviour.IsAway) return Unreachable(server);
            if (Change.Held.Contains(Some.Id(server))) return Waiting(server);
            Touched.Add(server);
            return does switch
            {
                Behaviour.Breaks => Broken(server),
                Behaviour.ProvesNothing => NotProven(server),
                Behaviour.IsCutOff => CutDuringApply(server),
                _ => Proven(server),
            };
        }
    }
}
