using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Peers;
using Fleet.Benchmarks.Results;
using Fleet.Benchmarks.Work;
using Fleet.Jitsi.Host;

namespace Fleet.Benchmarks.Faults;

/// <summary>What the database and the hosts' own ledgers say after a run with faults.</summary>
internal sealed record Books(
    IReadOnlyList<(Fault Fault, double Seconds)> HandledAgain, int Reports, int Lost, int Doubled, int Applies, int OutOfOrder, double SlowestStart)
{
    public static async Task<Books> Balance(BenchBed bed, IReadOnlyList<Fault> faults, WantedTimes wanted)
    {
        var reports = await new ReportHistory(bed.Owner).Since(DateTime.UnixEpoch);
        var delays = await wanted.DelaysToStart();
        var fences = await Fences(bed);
        return new(
            [.. from fault in faults from server in fault.InFlight select (fault, HandledAgainAfter(reports, fault, server))],
            reports.Count,
            delays.Count(double.IsInfinity),
            reports.Count - reports.DistinctBy(r => (r.Server, r.Fence)).Count(),
            fences.Sum(f => f.Count),
            fences.Sum(f => f.Zip(f.Skip(1)).Count(pair => pair.Second < pair.First)),
            delays.Where(double.IsFinite).DefaultIfEmpty().Max() / 1000);
    }

    public void Write(FaultLog log, int commands)
    {
        foreach (var (fault, seconds) in HandledAgain) log.Write($"{fault.Kind} {fault.Worker}: a server in flight was handled again after {seconds:0.00} s");
        log.Write($"{commands} commands, {Reports} reports: {Lost} lost, {Doubled} doubled; {Applies} applies on hosts, {OutOfOrder} overlapping; slowest start {SlowestStart:0.00} s");
    }

    public IReadOnlyList<Measurement> Measurements() =>
    [
        Measurement.Alone("faults-handled-again-max", "s", [HandledAgain.Select(h => h.Seconds).DefaultIfEmpty().Max()]),
        Measurement.Alone("faults-slowest-start", "s", [SlowestStart]),
        Measurement.Alone("faults-lost", "reports", [Lost]),
        Measurement.Alone("faults-doubled", "reports", [Doubled]),
        Measurement.Alone("faults-overlapping", "applies", [OutOfOrder]),
    ];

    private static double HandledAgainAfter(IReadOnlyList<ReportRow> reports, Fault fault, Guid server) => reports
        .Where(r => r.Server == server && r.ReportedAt > fault.At)
        .Select(r => Math.Max(0, (r.StartedAt - fault.At).TotalSeconds))
        .DefaultIfEmpty(double.PositiveInfinity)
        .Min();

    /// <summary>Per host, the fences of its applies in the order in which it did them: they must never fall.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<long>>> Fences(BenchBed bed)
    {
        await using var ssh = await KeptSsh.Connect("fleet", bed.SshKey, bed.KnownHosts, bed.Hosts);
        var fences = new List<IReadOnlyList<long>>();
        foreach (var host in bed.Hosts)
        {
            var nonce = Guid.NewGuid().ToString("N");
            var reply = ObserveReply.Parse(await ssh.Run(host, new ObserveRequest(nonce, host.Domain).Render(HostProtocol.Newest)), nonce, HostProtocol.Newest);
            var observed = reply is HostReply<ObserveReply>.Answered answered ? answered.Value : throw new InvalidOperationException($"{host.Name}: {reply}");
            fences.Add([.. observed.Ledger.OrderBy(e => e.Sequence).Select(e => e.Fence)]);
        }
        return fences;
    }
}
