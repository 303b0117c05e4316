using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Metrics;

/// <summary>Prometheus' own opinion of names, units, types and help texts.</summary>
internal static class Promtool
{
    public static async Task ShouldFindNothing(Scrape scrape)
    {
        var said = await Script.Run("promtool", ["check", "metrics"], input: scrape.Text);
        (said.Output + said.Error).ShouldBe("", scrape.Text);
        said.ExitCode.ShouldBe(0);
    }
}
