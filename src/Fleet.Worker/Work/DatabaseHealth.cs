using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fleet.Worker.Work;

/// <summary>Whether PostgreSQL answers. Says so in the log when that changes, not at every attempt.</summary>
internal sealed partial class DatabaseHealth(ILogger<DatabaseHealth> log)
{
    private int _away;

    public void Worked()
    {
        if (Interlocked.Exchange(ref _away, 0) == 1) Back(log);
    }

    /// <summary>Whether this is the database being away, which passes; anything else is a bug, or rights that are missing.</summary>
    public bool IsOutage(Exception e)
    {
        if (e is not (NpgsqlException { IsTransient: true } or SocketException or TimeoutException or PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" }) && e.InnerException is not (SocketException or IOException or TimeoutException))
            return false;
        if (Interlocked.Exchange(ref _away, 1) == 0) Away(log, e.Message);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "PostgreSQL does not answer ({Error}); running checks end with their leases, finished ones keep their reports until it is back")]
    private static partial void Away(ILogger log, string error);

    [LoggerMessage(2, LogLevel.Information, "PostgreSQL answers again")]
    private static partial void Back(ILogger log);
}
