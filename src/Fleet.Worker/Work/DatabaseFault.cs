using Npgsql;

namespace Fleet.Worker.Work;

/// <summary>Whether trying the same statement again may help.</summary>
internal static class DatabaseFault
{
    /// <summary>Rights, a missing function, a value that is not taken: the next attempt would end like this one.</summary>
    public static bool IsPermanent(PostgresException e) => !e.IsTransient && !Passes(e.SqlState);

    // lost connections, rolled back transactions, want of resources, an operator's shutdown or cancel, a standby that is not yet the primary
    private static bool Passes(string state) =>
        state.Length == 5 && (state[..2] is "08" or "40" or "53" or "57" || state is "25006");
}
