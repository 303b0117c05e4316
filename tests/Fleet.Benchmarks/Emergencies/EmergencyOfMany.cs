using System.Diagnostics;
using System.Globalization;
using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Peers;
using Fleet.Benchmarks.Results;
using Fleet.Contracts.Api;

namespace Fleet.Benchmarks.Emergencies;

/// <summary>
/// Every server locked down in an emergency, one in ten of them cut off and one in twenty on a slow line: until 95 of 100 that can be reached
/// are proven locked from outside; then those that come back, and the undo.
/// </summary>
internal static class EmergencyOfMany
{
    private const double Share = 0.95;
    private const string SlowLine = "256kbit";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        var byHand = await ByHand(bed);
        await bed.Enroll(bed.Hosts);
        await using var worker = FleetProcess.Worker(bed, "worker1");
        await bed.Enforce();
        await bed.Proven(await Set(bed, "open"));
        var before = await TestBed.Configurations(bed.Hosts);
        BenchHost[] cut = [.. bed.Hosts.Where(h => h.Number % 10 == 0)], slow = [.. bed.Hosts.Where(h => h.Number % 20 == 5)];
        await TestBed.Each(cut, "cut");
        await TestBed.Each(slow, "slow", SlowLine);
        var ledgers = await TestBed.Ledgers(cut);

        var (processors, from) = (ProcessorTime.Now(), Stopwatch.GetTimestamp());
        var command = await Set(bed, "members", emergency: true);
        var reachable = bed.Hosts.Except(cut).ToArray();
        var most = await LockedAfter(bed, from, reachable, Share);
        var spent = ProcessorTime.Now() - processors;
        var all = await LockedAfter(bed, from, reachable, 1);

        await TestBed.Each(cut, "join");
        var returned = await LockedAfter(bed, Stopwatch.GetTimestamp(), cut, 1);
        var others = (await TestBed.Ledgers(cut)).Count(l => FirstNew(l.Value, ledgers[l.Key]) != Generation(command, l.Key));

        var undo = Stopwatch.GetTimestamp();
        await bed.Proven(await bed.Api.Commands.Revert(command.CommandId, BenchBed.Headers with { Expect = bed.Hosts.Length }, CancellationToken.None));
        var undone = Stopwatch.GetElapsedTime(undo).TotalSeconds;
        var after = await TestBed.Configurations(bed.Hosts);
        return
        [
            Measurement.Beside("emergency-95-of-100-locked", "s", [most], "sed and prosodyctl shell on all over kept ssh, none cut off or slow, nothing proven", [byHand]) with { Limit = 60 },
            Measurement.Alone("emergency-all-reachable-locked", "s", [all]),
            .. spent.Measurements("emergency-processors"),
            Measurement.Alone("emergency-last-locked-after-return", "s", [returned]),
            Measurement.Alone("emergency-changed-otherwise-first", "servers", [others]) with { Limit = 0 },
            Measurement.Alone("emergency-undone", "s", [undone]),
            Measurement.Alone("emergency-not-undone-exactly", "servers", [bed.Hosts.Count(h => before[h] != after[h])]) with { Limit = 0 },
        ];
    }

    private static async Task<double> ByHand(BenchBed bed)
    {
        await using var script = await HandWritten.Connect(bed);
        var from = Stopwatch.GetTimestamp();
        await script.LockDown();
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        await script.Open();
        return seconds;
    }

    private static Task<CommandAccepted> Set(BenchBed bed, string mode, bool emergency = false) => bed.Api.Servers.SetAccessMode(
        new("all", mode, Evict: emergency, Expect: bed.Hosts.Length, Emergency: emergency), BenchBed.Headers, CancellationToken.None);

    private static long Generation(CommandAccepted command, BenchHost host) => command.Servers.Single(s => s.Name == host.Name).Generation;

    // ledger SEQUENCE TIME FENCE GENERATION ...
    private static long? FirstNew(string[] now, string[] before) =>
        now.Except(before, StringComparer.Ordinal).Select(line => (long?)long.Parse(line.Split(' ')[4], CultureInfo.InvariantCulture)).FirstOrDefault();

    private static async Task<double> LockedAfter(BenchBed bed, long from, BenchHost[] hosts, double share)
    {
        var names = hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while ((await bed.Api.Servers.List("all", retired: false, CancellationToken.None)).Count(s => s.Verdict == "locked" && names.Contains(s.Name)) < share * names.Count)
        {
            if (Stopwatch.GetElapsedTime(from) > Longest) throw new TimeoutException($"{share:P0} of {hosts.Length} servers are not locked after {Longest}");
            // seldom: what asks is paid from the same processors
            await again.WaitForNextTickAsync();
        }
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
