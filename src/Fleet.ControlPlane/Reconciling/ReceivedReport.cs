using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Npgsql;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>A report as it came in. Server, fence, worker and time are the database's word; the body is the worker's, and it may lie or be broken.</summary>
/// <param name="Asks">What the run was asked for, as far as it says to answer all of it.</param>
/// <param name="Answered">The highest ask that it says to answer.</param>
public sealed record ReceivedReport(
    long Id, Guid Server, long Fence, string Worker, DateTimeOffset At, string Body, IReadOnlyList<string> Asks, long Answered)
{
    public static ReceivedReport Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
        row.GetFieldValue<string[]>(6), row.GetInt64(7));

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

    /// <summary>What is known of a server whose report says nothing that can be used.</summary>
    public ReconcileReport AsUnknown(string problem, LostAsk lost, ServerStatus? before) => new(
        Server, before?.Generation ?? 0, Incarnation: 0, Fence, Worker, At, At, ReconcileOutcome.Failed, Enforced: false, Observation: null, Probe: null,
        Verdict.Unknown, "the worker's report could not be used", Found: [], Drift: [], Applied: [], Ledger: [], ScannedKeys: [], Adopted: null,
        new FailureDetail(lost.Code, $"The report of worker {Worker} could not be used: {problem}{lost.Text}", Transient: false),
        lost.IsGivenUp ? Answered : 0, CorrelationId: null);
}
