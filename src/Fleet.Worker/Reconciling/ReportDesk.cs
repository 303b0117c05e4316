using System.Text;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Worker.Work;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fleet.Worker.Reconciling;

/// <summary>Hands reports in. While PostgreSQL is away a report waits: what was done on a host is told.</summary>
internal sealed partial class ReportDesk(WorkTable work, DatabaseHealth health, TimeProvider time, ILogger<ReportDesk> log)
{
    private const int LongestReport = 1024 * 1024;
    private const int FewAccounts = 100;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    /// <returns>The accounts that the control plane has now; null when the report was fenced off or given up.</returns>
    public async Task<ObservedAccounts?> HandInAsync(Claim claim, ReconcileReport report, ObservedAccounts? known, TimeSpan next, CancellationToken giveUp)
    {
        var (body, accounts) = Write(report, known);
        while (true)
        {
            try
            {
                var taken = await work.DoneAsync(claim.Server, claim.Fence, claim.Asked, next, body, CancellationToken.None);
                health.Worked();
                if (!taken) FencedOff(log, claim.Server, claim.Fence);
                return taken ? accounts : null;
            }
            catch (PostgresException e) when (DatabaseFault.IsPermanent(e))
            {
                Refused(log, claim.Server, claim.Fence, e.SqlState, e.MessageText);
                return null;
            }
            catch (Exception e) when (health.IsOutage(e))
            {
                await Task.Delay(RetryAfter, time, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!giveUp.IsCancellationRequested) continue;
            GivenUp(log, claim.Server, claim.Fence);
            return null;
        }
    }

    /// <summary>Lets go of a server without a report, so that another worker need not wait for the lease to end.</summary>
    public async Task ReleaseAsync(Claim claim)
    {
        try
        {
            await work.DoneAsync(claim.Server, claim.Fence, 0, TimeSpan.Zero, report: null, CancellationToken.None);
        }
        catch (Exception e) when (health.IsOutage(e))
        {
            // then the lease ends by itself
        }
    }

    private static ObservedAccounts Nothing { get; } = new(null, null, null);

    // What was not sent is not known over there, so it is tried again, and said again.
    private static (string Body, ObservedAccounts Accounts) Write(ReconcileReport report, ObservedAccounts? known)
    {
        var text = JsonSerializer.Serialize(Same(report.Observation?.Accounts, known) ? WithoutAccounts(report, null) : report, WireJson.Options);
        return Encoding.UTF8.GetByteCount(text) <= LongestReport
            ? (text, report.Observation?.Accounts ?? known ?? Nothing)
            : (JsonSerializer.Serialize(WithoutAccounts(report, "too many accounts for a report"), WireJson.Options), Nothing);
    }

    // A few are sent each time: that costs less than finding out that somebody lacks them.
    private static bool Same(ObservedAccounts? seen, ObservedAccounts? known) =>
        seen?.Items is { Length: > FewAccounts } items && known?.Items is { } before && seen.Digest == known.Digest && items.AsSpan().SequenceEqual(before.AsSpan());

    private static ReconcileReport WithoutAccounts(ReconcileReport report, string? problem) => report.Observation is not { } observation
        ? report
        : report with { Observation = observation with { Accounts = observation.Accounts with { Items = null, Problem = problem } } };

    [LoggerMessage(30, LogLevel.Warning, "Report on {Server} (fence {Fence}) came too late: another worker holds the server by now")]
    private static partial void FencedOff(ILogger log, Guid server, long fence);

    [LoggerMessage(32, LogLevel.Error, "Report on {Server} (fence {Fence}) is given up: PostgreSQL refused it for good ({State}: {Error})")]
    private static partial void Refused(ILogger log, Guid server, long fence, string state, string error);

    [LoggerMessage(31, LogLevel.Warning, "Report on {Server} (fence {Fence}) is given up: this worker stops while PostgreSQL does not answer")]
    private static partial void GivenUp(ILogger log, Guid server, long fence);
}
