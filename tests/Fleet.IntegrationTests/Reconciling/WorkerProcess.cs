using System.Diagnostics;
using System.Text;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Keys;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The real fleet-worker program, as an operator starts it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // From its own build: beside the tests stand libraries of the control plane's framework.
    private static readonly string Program = Path.Combine(
        Script.Root, "src/Fleet.Worker/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/fleet-worker");

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _log = new();
    private readonly Process _process;
    private TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkerProcess(KeyDirectory keys, string database, string state, IReadOnlyDictionary<string, string>? settings = null)
    {
        State = state;
        Name = new NpgsqlConnectionStringBuilder(database).Username!;
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

    /// <summary>Its login at the database, which is the owner of its leases.</summary>
    public string Name { get; }

    public string State { get; }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Waits until its log holds this text.</summary>
    public async Task Says(string text)
    {
        for (var said = _said.Task; !Log.Contains(text, StringComparison.Ordinal); said = _said.Task)
        {
            await Task.WhenAny(said, Exited(), Task.Delay(Longest, TestContext.Current.CancellationToken));
            if (_process.HasExited || !said.IsCompleted) throw new TimeoutException($"the worker does not say `{text}`:\n{Log}");
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
        Interlocked.Exchange(ref _said, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
