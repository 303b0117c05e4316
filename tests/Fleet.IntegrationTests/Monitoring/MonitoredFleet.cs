using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>A whole Fleet that checks its two servers every few seconds, with a second control plane, and Prometheus that looks at all of it.</summary>
internal sealed class MonitoredFleet : IAsyncDisposable
{
    /// <summary>Not as much shorter than by default as Prometheus' time: a check takes its time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(6);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["FLEET_Reconciling__CheckInterval"] = $"{Interval}",
        ["FLEET_Probing__Timeout"] = "00:00:03",
        ["FLEET_Ssh__ConnectTimeout"] = "00:00:03",
        // A host's key is seen only when a connection is made.
        ["FLEET_Ssh__LongestUse"] = "00:00:05",
        ["FLEET_MetricsRefresh"] = "00:00:00.5",
        ["FLEET_PlantInterval"] = "00:00:24",
    };

    private readonly List<IAsyncDisposable> _parts = [];

    private MonitoredFleet(RunningFleet fleet, RunningProgram second, TestPrometheus prometheus, TestHost one, TestHost other) =>
        (Fleet, SecondControlPlane, Prometheus, One, Other) = (fleet, second, prometheus, one, other);

    public RunningFleet Fleet { get; }
    public RunningProgram SecondControlPlane { get; }
    public TestPrometheus Prometheus { get; }
    public TestHost One { get; }
    public TestHost Other { get; }
    public DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    public static async Task<MonitoredFleet> Start(TestPostgres postgres, TestHosts hosts)
    {
        var parts = new List<IAsyncDisposable>();
        try
        {
            var leased = await hosts.Lease(2);
            parts.AddRange(leased);
            var fleet = await RunningFleet.Start(postgres, hosts, Settings, leased);
            parts.Add(fleet);
            var first = await fleet.ControlPlane!.Watched();
            var second = await fleet.StartControlPlane();
            parts.Add(second);
            var prometheus = new TestPrometheus([first, await second.Watched()], [await fleet.Worker!.Watched()]);
            parts.Add(prometheus);
            var all = new MonitoredFleet(fleet, second, prometheus, leased[0], leased[1]);
            all._parts.AddRange(parts);
            foreach (var host in leased) await fleet.Enroll(host);
            await fleet.Run(0, "servers", "enforcement", "all", "enforce", "--yes");
            await fleet.Run(0, "lockdown", "all", "--yes");
            await fleet.Run(0, "servers", "canary", NameOf(leased[1]), "--reason", "proves that drift is found");
            return all;
        }
        catch
        {
            await End(parts);
            throw;
        }
    }

    public static string NameOf(TestHost host) => RunningFleet.NameOf(host);

    /// <summary>A program that is started later, and ends with the others.</summary>
    public RunningProgram Add(RunningProgram program)
    {
        _parts.Add(program);
        return program;
    }

    public ValueTask DisposeAsync() => End(_parts);

    private static async ValueTask End(List<IAsyncDisposable> parts)
    {
        foreach (var part in Enumerable.Reverse(parts)) await part.DisposeAsync();
    }
}
