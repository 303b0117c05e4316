using Npgsql;

namespace Fleet.ControlPlane.Storage;

public static class DatabaseFailure
{
    /// <summary>The database is away, going or overloaded: the same again may do. Anything else is about what was asked of it.</summary>
    public static bool IsPassing(Exception? exception) => exception switch
    {
        null => false,
        PostgresException refused => refused.IsTransient || refused.InvariantSeverity is "FATAL" or "PANIC",
        NpgsqlException or OutcomeUnknownException => true,
        _ => IsPassing(exception.InnerException),
    };

    /// <summary>No answer came, or the server is going: nothing that was asked of it can have been the cause. A statement that took too long may have.</summary>
    public static bool IsAway(Exception? exception) => exception switch
    {
        null => false,
        PostgresException refused => refused.InvariantSeverity is "FATAL" or "PANIC" || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or OutcomeUnknownException => true,
        _ => IsAway(exception.InnerException),
    };
}
