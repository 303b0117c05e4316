using System.Diagnostics;
using System.Text;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Keys;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The real fleet-worker program, as an operator starts it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // From its own build: beside the tests stand libraries of the control plane's framework.
    private static readonly string Program = Path.Combine(
        Script.Root, "src/Fleet.Worker/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/fleet-worker");

    private readonly StringBuilder _log = new();
    private readonly Process _process;

    public WorkerProcess(KeyDirectory keys, string database, string state, IReadOnlyDictionary<string, string>? settings = null)
    {
        var environment = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["FLEET_Keys"] = keys.Path,
            ["FLEET_Database"] = database,
            ["FLEET_State"] = state,
        };
        _process = Script.Start(Program, ["run"], environment);
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    public Task Kill() => End("-KILL");

    public Task Stop() => End("-TERM");

    public Task Freeze() => Signal("-STOP");

    public Task Continue() => Signal("-CONT");

    public Task Exited() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task End(string signal)
    {
        await Signal(signal);
        await Exited();
    }

    private async Task Signal(string signal) => (await Script.Run("kill", [signal, $"{Id}"])).MustSucceed();

    private void Keep(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }
}
