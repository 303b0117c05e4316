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
}
