using System.Diagnostics;
using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Peers;
using Fleet.Benchmarks.Results;

namespace Fleet.Benchmarks.LockDowns;

/// <summary>From the command to three servers locked and proven so from outside, against a hand-written script that proves nothing.</summary>
internal static class LockDown
{
    private const int Rounds = 7;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        await bed.Enroll(bed.Hosts);
        await using var worker = FleetProcess.Worker(bed, "worker1");
        await bed.Enforce();
        await bed.Proven(await Set(bed, "open"));
        await using var byHand = await HandWritten.Connect(bed);
        var (fleet, hand) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            fleet.Add(await Seconds(async () => await bed.Proven(await Set(bed, "members"))));
            await bed.Proven(await Set(bed, "open"));
            hand.Add(await Seconds(byHand.LockDown));
            await byHand.Open();
        }
        return [Measurement.Beside("lockdown", "s", fleet, "sed and prosodyctl shell over kept ssh, nothing proven", hand)];
    }

    private static Task<Contracts.Api.CommandAccepted> Set(BenchBed bed, string mode) =>
        bed.Api.Servers.SetAccessMode(new("all", mode, Expect: bed.Hosts.Length), BenchBed.Headers, CancellationToken.None);

    private static async Task<double> Seconds(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
