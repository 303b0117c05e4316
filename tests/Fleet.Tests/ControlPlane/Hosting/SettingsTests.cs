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

    [Theory]
    [InlineData(null, "01:00:00")]
    [InlineData("00:00:01", "00:00:01")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    public void a_drift_is_planted_every_hour_unless_said_otherwise(string? every, string planted) =>
        Of("PlantInterval", every).Plants.Every.ShouldBe(TimeSpan.Parse(planted));

    [Theory]
    [InlineData("00:00:00.9")]
    [InlineData("1.00:00:01")]
    [InlineData("hourly")]
    public void an_interval_of_planting_that_proves_nothing_is_refused_by_name(string every) =>
        Should.Throw<UsageException>(() => Of("PlantInterval", every)).Message.ShouldContain("FLEET_PlantInterval");

    private static Settings Of(string? refresh) => Of("MetricsRefresh", refresh);

    private static Settings Of(string name, string? value) =>
        Settings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Database", "Host=db"), new(name, value)]).Build());
}
