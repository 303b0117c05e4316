using System.Collections.Immutable;
using Fleet.Domain.Holds;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Model;

/// <summary>Histories that were thought of, and that the dice rarely throw.</summary>
public sealed class KnownHistoryModelTests
{
    private static readonly ImmutableArray<int> All = [0, 1, 2, 3];
    private static readonly SetAccessMode Members = new(AccessMode.Members, Activation.InPlace, EvictSessions: false);

    [Fact]
    public void A_first_that_was_changed_by_a_worker_that_died_and_is_cut_off_stays_the_first() => Keeps(
        new Check(0), new Check(1), new Access(All, Members), new Begin(0), new Go(0), new Go(0), new Go(0), new Kill(0), new Cut(0, Off: true),
        new Wait(TimeSpan.FromSeconds(61)), new Check(0), new Check(1));

    [Fact]
    public void A_first_that_breaks_stops_the_change() => new History(
        4, [.. All.Select(s => new Check(s)), .. All.Select(s => new Break(s)), new Access(All, Members), new Check(0), new Wait(TimeSpan.Zero)])
        .Run(Rules.Real).Met.ShouldContain(HoldKind.StoppedChange);

    private static void Keeps(params ImmutableArray<Step> steps) => new History(4, steps).Breaks(Rules.Real).ShouldBeNull();
}
