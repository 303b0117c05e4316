using System.Globalization;
using Fleet.Benchmarks.Results;

namespace Fleet.Benchmarks.Emergencies;

/// <summary>
/// Processor time of this machine until now, in hundredths of a second: all that was busy, and of that Fleet's own programs, PostgreSQL and this
/// benchmark (/proc/PID/stat). What is left is the hosts' (sshd, fleet-host and what it starts, Prosody, nginx), the kernel's, and whatever else runs: at
/// most the hosts' share.
/// </summary>
internal sealed record ProcessorTime(double Busy, double Fleet, double Postgres, double Benchmark)
{
    public static ProcessorTime Now()
    {
        var programs = Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)).Select(Program).OfType<(string, double)>().ToArray();
        return new(BusyOf(File.ReadLines("/proc/stat").First()), Of("fleet-worker") + Of("fleet-contr"), Of("postgres"), Of("Fleet.Benchmark"));
        double Of(string name) => programs.Where(p => p.Item1.StartsWith(name, StringComparison.Ordinal)).Sum(p => p.Item2);
    }

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime before) =>
        new(later.Busy - before.Busy, later.Fleet - before.Fleet, later.Postgres - before.Postgres, later.Benchmark - before.Benchmark);

    public IEnumerable<Measurement> Measurements(string name) =>
    [
        Measurement.Alone($"{name}-hosts", "% of busy", [100 * (Busy - Fleet - Postgres - Benchmark) / Busy]),
        Measurement.Alone($"{name}-fleet", "% of busy", [100 * Fleet / Busy]),
        Measurement.Alone($"{name}-postgresql", "% of busy", [100 * Postgres / Busy]),
        Measurement.Alone($"{name}-benchmark", "% of busy", [100 * Benchmark / Busy]),
    ];

    // user, nice, system, (idle, iowait,) irq, softirq, steal
    private static double BusyOf(string line)
    {
        var times = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return times[0] + times[1] + times[2] + times[5] + times[6] + times[7];
    }

    private static (string Name, double Time)? Program(string directory)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            var end = stat.LastIndexOf(')');
            var fields = stat[(end + 2)..].Split(' ');
            // its own, and that of processes of its own that have ended
            return (stat[(stat.IndexOf('(') + 1)..end], fields[11..15].Sum(f => double.Parse(f, CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
