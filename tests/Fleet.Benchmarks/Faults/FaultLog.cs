namespace Fleet.Benchmarks.Faults;

/// <summary>What happened when; printed, and kept where infra/bench says.</summary>
internal sealed class FaultLog : IAsyncDisposable
{
    private readonly StreamWriter _file = new(Path.Combine(
        Environment.GetEnvironmentVariable("FLEET_BENCH_LOGS") ?? throw new InvalidOperationException("FLEET_BENCH_LOGS is not set"), "faults.log"));

    public void Write(string line)
    {
        var text = $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} {line}";
        Console.WriteLine(text);
        _file.WriteLine(text);
        _file.Flush();
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
