using Fleet.ControlPlane.Storage;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Storage;

public sealed class SignalsTests
{
    [Fact]
    public async Task whoever_reads_much_is_woken_at_most_five_times_a_second()
    {
        var time = new FakeTimeProvider();
        var waiting = Signals.Paced(Task.CompletedTask, TimeSpan.FromSeconds(1), time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(199));
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }
}
