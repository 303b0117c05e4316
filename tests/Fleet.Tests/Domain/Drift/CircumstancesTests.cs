using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Drift;

public sealed class CircumstancesTests
{
    private static readonly DriftItem OnDisk = new(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.Critical, "provider", "it is `anonymous`");
    private static readonly DriftItem FromOutside = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "domain", "let in");
    private static readonly CircumstantialEvidence Vim = new(EvidenceKind.Sudo, Some.Now, "anna", "/usr/bin/vim");
    private static readonly ReconcileReport Drifted = Some.Report() with { Drift = [OnDisk, FromOutside], Found = [OnDisk, FromOutside], Evidence = [Vim] };

    [Fact]
    public void a_drift_on_the_host_keeps_what_happened_there_about_that_time()
    {
        var told = Detected(Drifted);
        told[0].Circumstances.ShouldNotBeNull().ShouldBe([Vim]);
        told[1].Circumstances.ShouldBeNull("what is seen from outside happened nowhere on the host");
        Open(Condition.Initial, Drifted).Drift[0].Circumstances.ShouldNotBeNull().ShouldBe([Vim]);
    }

    [Fact]
    public void a_drift_that_is_told_again_keeps_the_circumstances_of_its_beginning()
    {
        var worse = Drifted with { Fence = 11, Drift = [OnDisk with { Severity = DriftSeverity.High }], Evidence = null };
        Open(Open(Condition.Initial, Drifted), worse).Drift.Single(d => d.Item.Key == OnDisk.Key).Circumstances.ShouldNotBeNull().ShouldBe([Vim]);
    }

    [Fact]
    public void what_a_host_says_is_bounded_newest_first_and_fit_to_be_shown()
    {
        var many = Enumerable.Range(0, 50).Select(i => Vim with { At = Some.Now.AddMinutes(-i), Who = $"{i}\u001b[2J", What = new string('x', 1000) });
        var login = Vim with { Kind = EvidenceKind.Login, At = Some.Now.AddHours(-3) };
        var told = Detected(Drifted with { Evidence = [.. many.Reverse(), login] })[0].Circumstances!.Value;
        told.Select(c => c.Kind).ShouldBe([.. Enumerable.Repeat(EvidenceKind.Sudo, 5), EvidenceKind.Login]);
        told[0].Who.ShouldBe("0\\u001b[2J");
        told[0].What.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void only_the_worst_of_what_began_at_once_carries_them()
    {
        DriftItem[] missing = [.. Enumerable.Range(0, 100).Select(i => new DriftItem(DriftLayer.OnDisk, DriftKind.UserMissing, DriftSeverity.High, $"user-{i}", "missing"))];
        var told = Detected(Drifted with { Drift = [.. missing, OnDisk], Found = [.. missing, OnDisk] }).Where(d => d.Circumstances is not null).ToArray();
        told.Length.ShouldBe(5);
        told.ShouldContain(d => d.Drift == OnDisk);
    }

    private static DriftDetected[] Detected(ReconcileReport report) => [.. ConditionDecider.Decide(Condition.Initial, report, 0).OfType<DriftDetected>()];

    private static Condition Open(Condition condition, ReconcileReport report) =>
        ConditionDecider.Decide(condition, report, 0).Aggregate(condition, Condition.Evolve);
}
