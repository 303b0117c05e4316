using System.Diagnostics;

namespace Fleet.Benchmarks.Bed;

/// <summary>One of Fleet's programs as a process of its own, as in earnest: it can be frozen and killed.</summary>
internal sealed class FleetProcess : IAsyncDisposable
{
    private readonly Process _process;

    private FleetProcess(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    /// <param name="login">File with the database login; that of <paramref name="name"/> unless another one is said.</param>
    public static FleetProcess Worker(BenchBed bed, string name, string? login = null) => Start(bed, name, "FLEET_WORKER", new()
    {
        ["FLEET_Database_FILE"] = login ?? bed.In($"{name}.login"),
        ["FLEET_Keys"] = bed.In("keys"),
        ["FLEET_Probing__HostsFile"] = bed.In("names"),
        ["FLEET_MetricsUrl"] = "",
        ["FLEET_State"] = Directory.CreateDirectory(bed.In($"{name}.state")).FullName,
    });

    public static FleetProcess ControlPlane(BenchBed bed, string url, string metricsUrl) => Start(bed, "controlplane2", "FLEET_CONTROLPLANE", new()
    {
        ["FLEET_Database_FILE"] = bed.In("controlplane.login"),
        ["FLEET_PublicBundle"] = bed.In("keys/fleet.public.json"),
        ["FLEET_Urls"] = url,
        ["FLEET_MetricsUrl"] = metricsUrl,
    });

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Thaw();
            Signal("TERM");
            if (!_process.WaitForExit(TimeSpan.FromSeconds(15))) _process.Kill();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static FleetProcess Start(BenchBed bed, string name, string program, Dictionary<string, string> settings)
    {
        var binary = Environment.GetEnvironmentVariable(program) ?? throw new InvalidOperationException($"{program} is not set");
        // The shell gives the log a file; setpriv ends the process with the thread that starts it. Each replaces itself, so the id stays the program's.
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "sh", "-c", "exec \"$1\" run >>\"$2\" 2>&1", "sh", binary, bed.In($"{name}.log")]);
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return new(name, Starter.Start(start));
    }

    private void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();
}
