using System.Diagnostics;
using System.Text;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests;

/// <summary>One of Fleet's services as an operator starts it, with all that it says.</summary>
internal class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, string> Always = new()
    {
        ["FLEET_MetricsUrl"] = "http://127.0.0.1:0",
        // None of them lives long enough to win back what it would measure of itself.
        ["DOTNET_TieredPGO"] = "0",
    };

    private readonly StringBuilder _log = new();
    private readonly Process _process;
    private TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="project">Its folder below src.</param>
    public RunningProgram(string project, IReadOnlyDictionary<string, string> environment)
    {
        _process = Script.Start(PathOf(project), ["run"], new Dictionary<string, string>(environment.Concat(Always).DistinctBy(e => e.Key)));
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

    // From its own build: beside the tests stand libraries of the other programs.
    public static string PathOf(string project) => Path.Combine(
        Script.Root, "src", project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", project.Replace('.', '-').ToLowerInvariant());

    /// <summary>Waits until its log holds this text.</summary>
    public async Task Says(string text)
    {
        for (var said = _said.Task; !Log.Contains(text, StringComparison.Ordinal); said = _said.Task)
        {
            var ended = Exited();
            try
            {
                await Task.WhenAny(said, ended).WaitAsync(Longest, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"it does not say `{text}`:\n{Log}", late);
            }
            if (ended.IsCompleted && !Log.Contains(text, StringComparison.Ordinal))
                throw new InvalidOperationException($"it ended and did not say `{text}`:\n{Log}");
        }
    }

    /// <summary>Where its metrics and its health are.</summary>
    public async Task<Uri> Watched()
    {
        const string announced = "Metrics and health at ";
        await Says(announced);
        return new Uri(Log.Split(announced)[1].Split('\n')[0].Trim());
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

    private async Task Signal(string signal) => (await Script.Run("kill", [signal, $"{Id}"])).MustSucceed();

    private async Task End(string signal)
    {
        await Signal(signal);
        await Exited();
    }

    private void Keep(string? line)
    {
        lock (_log) _log.AppendLine(line);
        Interlocked.Exchange(ref _said, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
