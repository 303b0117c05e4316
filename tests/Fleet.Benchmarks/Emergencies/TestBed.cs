using System.Diagnostics;
using Fleet.Benchmarks.Bed;

namespace Fleet.Benchmarks.Emergencies;

/// <summary>What is done to hosts, and read from them, past Fleet.</summary>
internal static class TestBed
{
    private const int AtOnce = 4;

    public static Task Each(IEnumerable<BenchHost> hosts, string verb, params string[] arguments) =>
        Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (host, _) => await Run([verb, $"{host.Number}", .. arguments]));

    /// <summary>What decides who gets in: the host's own file and its link, Jicofo's and the web client's.</summary>
    public static Task<IReadOnlyDictionary<BenchHost, string>> Configurations(IEnumerable<BenchHost> hosts) => Read(hosts, h =>
        $"cd /etc && sha256sum prosody/conf.avail/{h.Domain}.cfg.lua prosody/prosody.cfg.lua jitsi/jicofo/jicofo.conf jitsi/meet/{h.Domain}-config.js; ls -l prosody/conf.d | cut -c1-10,40-");

    public static async Task<IReadOnlyDictionary<BenchHost, string[]>> Ledgers(IEnumerable<BenchHost> hosts) =>
        (await Read(hosts, _ => "cat /var/lib/fleet-host/ledger")).ToDictionary(l => l.Key, l => l.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IReadOnlyDictionary<BenchHost, string>> Read(IEnumerable<BenchHost> hosts, Func<BenchHost, string> command)
    {
        var read = new System.Collections.Concurrent.ConcurrentDictionary<BenchHost, string>();
        await Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (host, _) =>
            read[host] = await Run(["exec", $"{host.Number}", "sh", "-c", command(host)]));
        return read;
    }

    private static async Task<string> Run(string[] arguments)
    {
        var program = Environment.GetEnvironmentVariable("FLEET_TEST_BED") ?? throw new InvalidOperationException("FLEET_TEST_BED is not set");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"hosts {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
