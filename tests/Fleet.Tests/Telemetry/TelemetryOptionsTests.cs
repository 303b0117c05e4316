using Fleet.Telemetry;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:7421")]
    [InlineData("", null)]
    [InlineData("http://10.0.0.1:9000", "http://10.0.0.1:9000")]
    public void Not_said_is_loopback_and_empty_is_nowhere(string? configured, string? expected)
    {
        var options = TelemetryOptions.From("fleet", configured, "http://127.0.0.1:7421");
        options.MetricsUrl.ShouldBe(expected);
        options.Problem().ShouldBeNull();
    }

    [Theory]
    [InlineData("7421")]
    [InlineData("https://127.0.0.1:7421")]
    [InlineData("http://127.0.0.1:7421/metrics")]
    public void What_can_not_be_listened_at_is_said(string configured) =>
        TelemetryOptions.From("fleet", configured, "").Problem().ShouldNotBeNull().ShouldContain(configured);
}
