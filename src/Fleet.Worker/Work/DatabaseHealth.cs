using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fleet.Worker.Work;

/// <summary>Whether PostgreSQL answers. Says so in the log when that changes, not at every attempt.</summary>
internal sealed partial class DatabaseHealth(ILogger<DatabaseHealth> log)
{
    private int _away;
    private bool? _answers;

    /// <summary>null: not known yet.</summary>
    public bool? Answers => _answers;

    public void Worked()
    {
        _answers = true;
        if (Interlocked.Exchange(ref _away, 0) == 1) Back(log);
    }

    /// <summary>Whether this is the database being away, or not ready for this worker: both may pass, so work goes on as far as it can.</summary>
    public bool IsOutage(Exception e)
    {
        if (e is not (NpgsqlException or SocketException or TimeoutException)) return false;
        _answers = false;
        if (Interlocked.Exchange(ref _away, 1) == 1) return true;
        if (e is PostgresException { SqlState: var state, MessageText: var text } && IsRefusal(state)) Refused(log, state, text);
        else Away(log, e.Message);
        return true;
    }

    // authentication, rights, or what `init` makes is not there
    private static bool IsRefusal(string state) => state.StartsWith("28", StringComparison.Ordinal) || state is "42501" or "3D000" or "3F000" or "42883" or "42P01";

    [LoggerMessage(1, LogLevel.Warning, "PostgreSQL does not answer ({Error}); running checks end with their leases, finished ones keep their reports until it is back")]
    private static partial void Away(ILogger log, string error);

    [LoggerMessage(3, LogLevel.Error, "PostgreSQL refuses this worker ({State}: {Error}); tried again every second. Did `fleet-controlplane init` run, and is FLEET_Database a worker's login?")]
    private static partial void Refused(ILogger log, string state, string error);

    [LoggerMessage(2, LogLevel.Information, "PostgreSQL answers again")]
    private static partial void Back(ILogger log);
}
