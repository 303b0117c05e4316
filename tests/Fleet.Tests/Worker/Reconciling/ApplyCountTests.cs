using System.Diagnostics.Metrics;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class ApplyCountTests
{
    private static readonly Change Change = new Change.RestartService("jicofo");

    [Fact]
    public void an_apply_that_was_cut_short_is_counted_as_unknown() => Counted(_ => { }).ShouldBe("unknown");

    [Fact]
    public void an_answer_that_was_lost_leaves_unknown_what_was_done() =>
        Counted(c => c.Ended(new HostAnswer<ApplyReply>.NotReached(new SshFailure.ConnectionLost("cut")))).ShouldBe("unknown");

    [Fact]
    public void a_host_that_is_busy_with_packages_postpones() =>
        Counted(c => c.Ended(new HostAnswer<ApplyReply>.Refused(new HostRefusal("dpkg-running", "", Postponed: true, null!)))).ShouldBe("postponed");

    [Fact]
    public void a_refusal_did_nothing() =>
        Counted(c => c.Ended(new HostAnswer<ApplyReply>.Refused(new HostRefusal("lower-fence", "9", Postponed: false, null!)))).ShouldBe("refused");

    [Theory]
    [InlineData("failed", ChangeResult.Done, ChangeResult.Failed, ChangeResult.Skipped)]
    [InlineData("restored", ChangeResult.Restored, ChangeResult.Done)]
    [InlineData("done", ChangeResult.Unchanged, ChangeResult.Done)]
    [InlineData("unchanged", ChangeResult.Skipped)]
    public void the_worst_of_its_changes_counts(string result, params ChangeResult[] became) =>
        Counted(c => c.Ended(became.Select(b => new AppliedChange(Change, b, null)))).ShouldBe(result);

    // The counter is the process's: what this thread counts is this test's.
    private static string Counted(Action<ApplyCount> run)
    {
        var (counted, here) = (new List<string>(), Environment.CurrentManagedThreadId);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "fleet_applies_total") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, n, tags, _) =>
        {
            if (n == 1 && Environment.CurrentManagedThreadId == here) counted.Add((string)tags[0].Value!);
        });
        listener.Start();
        using (var count = ApplyCount.Begin(new Claim(Guid.NewGuid(), 1, 0, 1, 0, 0, [], null, new(1, 0), Guid.Empty))) run(count);
        return counted.ShouldHaveSingleItem();
    }
}
