using Fleet.ControlPlane;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Metrics;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void the_fleet_is_read_for_metrics_every_five_seconds_unless_said_otherwise()
    {
        Of(null).MetricsRefresh.ShouldBe(FleetExporter.Refresh);
        Of("00:00:00.5").MetricsRefresh.ShouldBe(TimeSpan.FromMilliseconds(500));
        Of("00:00:00.1").MetricsRefresh.ShouldBe(FleetExporter.Soonest);
        Of("00:00:05").MetricsRefresh.ShouldBe(FleetExporter.Refresh);
    }

    [Theory]
    [InlineData("00:00:00.099")]
    [InlineData("00:00:05.001")]
    [InlineData("-00:00:01")]
    [InlineData("soon")]
    [InlineData("")]
    public void what_would_let_numbers_come_and_go_is_refused_by_name(string refresh) =>
        Should.Throw<UsageException>(() => Of(refresh)).Message.ShouldContain("FLEET_MetricsRefresh");

    private static Settings Of(string? refresh) =>
        Settings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Database", "Host=db"), new("MetricsRefresh", refresh)]).Build());
}
