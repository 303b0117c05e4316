using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Npgsql;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>A report as it came in. Server, fence, worker and time are the database's word; the body is the worker's, and it may lie or be broken.</summary>
/// <param name="Asks">What the run was asked for, as far as it says to answer all of it.</param>
/// <param name="Answered">The highest ask that it says to answer.</param>
/// <param name="LostRuns">Above 0 it is no report: so many runs in a row ended without one, the last with that generation.</param>
public sealed record ReceivedReport(
    long Id, Guid Server, long Fence, string Worker, DateTimeOffset At, string Body, IReadOnlyList<string> Asks, long Answered,
    int LostRuns = 0, long Generation = 0)
{
    public static ReceivedReport Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
        row.GetFieldValue<string[]>(6), row.GetInt64(7), row.GetInt32(8), row.GetInt64(9));

    /// <summary>The report, or why it is none.</summary>
    public (ReconcileReport? Report, string? Problem) Parse()
    {
        try
        {
            var report = JsonSerializer.Deserialize<ReconcileReport>(Body, WireJson.Options);
            return report is null || report.Server != Server || report.Fence != Fence ? (null, "names another server or fence") : (report, null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return (null, Printable.Clip(e.Message, 300));
        }
    }

    /// <summary>What is known of a server whose workers die or hang at it.</summary>
    public ReconcileReport AsLost() => Unknown(Generation, "the last runs ended without a report", answered: 0, new FailureDetail(
        Trouble.RunLost, $"The run of worker {Worker} ended without a report, as the {LostRuns - 1} before it did: the worker died at it, or hung. The pause "
        + "until the next try grows", Transient: true));

    /// <summary>What is known of a server whose report says nothing that can be used.</summary>
    public ReconcileReport AsUnknown(string problem, LostAsk lost, ServerStatus? before) => Unknown(
        before?.Generation ?? 0, "the worker's report could not be used", lost.IsGivenUp ? Answered : 0,
        new FailureDetail(lost.Code, $"The report of worker {Worker} could not be used: {problem}{lost.Text}", Transient: false));

    private ReconcileReport Unknown(long generation, string why, long answered, FailureDetail failure) => new(
        Server, generation, Incarnation: 0, Fence, Worker, At, At, ReconcileOutcome.Failed, Enforced: false, Observation: null, Probe: null,
        Verdict.Unknown, why, Found: [], Drift: [], Applied: [], Ledger: [], ScannedKeys: [], Adopted: null, failure, answered, CorrelationId: null);
}
