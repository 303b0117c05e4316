using System.Globalization;
using Fleet.Worker.Work;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Work;

public sealed class BootClockTests
{
    // /proc/uptime is CLOCK_BOOTTIME, to a hundredth of a second
    [Fact]
    public void It_is_the_time_since_the_machine_booted()
    {
        var before = Uptime();
        var now = BootClock.Instance.GetElapsedTime(0).TotalSeconds;
        now.ShouldBeInRange(before - 0.01, Uptime() + 0.01);
    }

    private static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
}
