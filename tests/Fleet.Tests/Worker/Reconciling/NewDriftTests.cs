using Fleet.Domain.Drift;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class NewDriftTests
{
    private static readonly DriftItem Opened = Item(DriftKind.AccessMode, "provider");
    private static readonly DriftItem Missing = Item(DriftKind.UserMissing, "alice");

    [Fact]
    public void what_the_last_run_left_is_not_new() => IsNew(Left(3, Opened), generation: 3, applied: 3, Opened).ShouldBeFalse();

    [Fact]
    public void what_came_beside_it_is() => IsNew(Left(3, Opened), generation: 3, applied: 0, Opened, Missing).ShouldBeTrue();

    [Fact]
    public void what_was_repaired_and_came_back_is_new_again() => IsNew(Left(3), generation: 3, applied: 3, Opened).ShouldBeTrue();

    [Fact]
    public void what_a_new_command_asks_for_is_no_drift() => IsNew(Left(3), generation: 4, applied: 3, Opened).ShouldBeFalse();

    [Fact]
    public void a_worker_that_knows_nothing_takes_what_differs_from_intent_that_was_carried_out_for_new()
    {
        IsNew(null, generation: 3, applied: 3, Opened).ShouldBeTrue();
        IsNew(null, generation: 3, applied: 2, Opened).ShouldBeFalse();
    }

    [Theory]
    [InlineData(DriftKind.Unreachable)]
    [InlineData(DriftKind.OpenFromOutside)]
    [InlineData(DriftKind.OldSessions)]
    [InlineData(DriftKind.Clock)]
    public void what_nobody_did_on_the_host_leaves_no_traces_there(DriftKind kind) =>
        IsNew(null, generation: 3, applied: 3, Item(kind, "x")).ShouldBeFalse();

    private static bool IsNew(LeftDrift? left, long generation, long applied, params DriftItem[] found) =>
        NewDrift.IsIn(found, left, generation, applied);

    private static LeftDrift Left(long generation, params DriftItem[] drift) => new(generation, [.. drift.Select(d => d.Key)]);

    private static DriftItem Item(DriftKind kind, string subject) => new(DriftLayer.OnDisk, kind, DriftSeverity.High, subject, "");
}
