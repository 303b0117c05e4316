using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Results;
using Fleet.Benchmarks.Work;
using Npgsql;

namespace Fleet.Benchmarks.Faults;

/// <summary>
/// Three workers and two hundred servers under load, while workers are frozen for a minute, killed, and cut off from the database. Then
/// the books are balanced: what was lost, doubled, or done by two at once. What happened is kept in a log.
/// </summary>
internal static class FaultRun
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);
    private const int SomeReports = 40;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        await using var log = new FaultLog();
        await new ReportHistory(bed.Owner).Keep();
        await bed.Enroll(bed.Hosts);
        await using var wanted = await WantedTimes.Keep(bed.Owner);
        var (faults, load) = await UnderLoad(bed, log);
        await Quiet(bed);
        var books = await Books.Balance(bed, faults, wanted);
        foreach (var start in await wanted.Slowest()) log.Write($"slow: {start}");
        books.Write(log, load.Sent);
        return books.Measurements();
    }

    private static async Task<(IReadOnlyList<Fault> Faults, CommandLoad Load)> UnderLoad(BenchBed bed, FaultLog log)
    {
        var login = new NpgsqlConnectionStringBuilder(bed.Read("worker3.login"));
        await using var proxy = new CutProxy(login.Port);
        login.Port = proxy.Port;
        await File.WriteAllTextAsync(bed.In("worker3.cut"), login.ConnectionString);
        File.SetUnixFileMode(bed.In("worker3.cut"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await using var first = FleetProcess.Worker(bed, "worker1");
        var second = FleetProcess.Worker(bed, "worker2");
        await using var third = FleetProcess.Worker(bed, "worker3", bed.In("worker3.cut"));
        await bed.Api.Servers.SetEnforcement(new("all", "enforce", Expect: bed.Hosts.Length), BenchBed.Headers, CancellationToken.None);
        await bed.Api.Servers.SetAccessMode(new("all", "open", Expect: bed.Hosts.Length), BenchBed.Headers, CancellationToken.None);
        await Reached(bed);
        log.Write($"{bed.Hosts.Length} servers reached and as commanded");

        using var stop = new CancellationTokenSource();
        var load = new CommandLoad(bed);
        var sending = load.Run(stop.Token);
        var faults = new List<Fault>();
        for (var round = 0; round < 2; round++)
        {
            await GoesOn(bed);
            faults.Add(await Happens(bed, log, "frozen", "worker1", first.Freeze));
            await Lasts(bed, faults[^1]);
            first.Thaw();
            await GoesOn(bed);
            faults.Add(await Happens(bed, log, "killed", "worker2", second.Kill));
            await GoesOn(bed);
            await second.DisposeAsync();
            second = FleetProcess.Worker(bed, "worker2");
            await GoesOn(bed);
            faults.Add(await Happens(bed, log, "cut off", "worker3", proxy.Cut));
            await Lasts(bed, faults[^1]);
            proxy.Join();
        }
        await stop.CancelAsync();
        await sending;
        await Reached(bed);
        await second.DisposeAsync();
        return (faults, load);
    }

    private static async Task GoesOn(BenchBed bed)
    {
        var enough = await Reports(bed) + SomeReports;
        await Until.True($"{SomeReports} more reports", TimeSpan.FromMinutes(2), async () => await Reports(bed) >= enough);
    }

    // by the clock of the database, whose leases run out meanwhile
    private static Task Lasts(BenchBed bed, Fault fault) => Until.True("the outage to have lasted", 2 * Outage, async () =>
    {
        await using var clock = bed.Owner.CreateCommand("select clock_timestamp()");
        return (DateTime)(await clock.ExecuteScalarAsync())! - fault.At >= Outage;
    });

    private static async Task<long> Reports(BenchBed bed)
    {
        await using var reports = bed.Owner.CreateCommand("select count(*) from bench.report");
        return (long)(await reports.ExecuteScalarAsync())!;
    }

    private static async Task<Fault> Happens(BenchBed bed, FaultLog log, string kind, string worker, Action happen)
    {
        happen();
        var at = DateTime.UtcNow;
        await using var held = bed.Owner.CreateCommand("select server_id from work.server where owner = $1 and lease_until > clock_timestamp()");
        held.Parameters.Add(new() { Value = worker });
        var inFlight = new List<Guid>();
        await using var reader = await held.ExecuteReaderAsync();
        while (await reader.ReadAsync()) inFlight.Add(reader.GetGuid(0));
        log.Write($"{kind}: {worker}, {inFlight.Count} servers in flight");
        return new(kind, worker, at, inFlight);
    }

    // two hundred first connections at once are slow on a small machine; what counts comes after them
    private static Task Reached(BenchBed bed) => Until.True("every server to be reached and as commanded", TimeSpan.FromMinutes(5), async () =>
    {
        await using var behind = bed.Owner.CreateCommand(
            """
            select count(*) from work.server s
             where not exists (select from bench.report r
                                where r.server_id = s.server_id and r.generation >= s.generation and r.outcome in ('checked', 'changed'))
            """);
        return (long)(await behind.ExecuteScalarAsync())! == 0;
    });

    private static Task Quiet(BenchBed bed) => Until.True("the reports to be taken", TimeSpan.FromMinutes(1), async () =>
    {
        await using var left = bed.Owner.CreateCommand("select count(*) from work.report");
        return (long)(await left.ExecuteScalarAsync())! == 0;
    });
}
