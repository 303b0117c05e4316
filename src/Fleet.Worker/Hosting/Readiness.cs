using Fleet.Telemetry;
using Fleet.Worker.Keys;
using Fleet.Worker.Work;

namespace Fleet.Worker.Hosting;

internal sealed class DatabaseReady(DatabaseHealth database) : IReadinessCheck
{
    public string Name => "database";

    public Task<Readiness> Look(CancellationToken stop) => Task.FromResult(database.Answers switch
    {
        true => new Readiness(true, "answers"),
        false => new Readiness(false, "PostgreSQL does not answer, or refuses this worker: its log has more"),
        null => new Readiness(false, "PostgreSQL has not answered yet"),
    });
}

internal sealed class ClaimsReady(ClaimPulse pulse) : IReadinessCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public string Name => "work";

    public Task<Readiness> Look(CancellationToken stop) => Task.FromResult(pulse.Since switch
    {
        null => new Readiness(false, "no work was claimed yet"),
        { } since when since > Longest => new Readiness(false, $"no work was claimed for {since.TotalSeconds:0} s"),
        _ => new Readiness(true, "is claimed"),
    });
}

internal sealed class KeysReady(FleetKeys keys) : IReadinessCheck
{
    public string Name => "keys";

    public Task<Readiness> Look(CancellationToken stop) => Task.FromResult(new Readiness(true, $"of fleet {keys.Fleet}"));
}
