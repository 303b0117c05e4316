using Npgsql;

namespace Fleet.IntegrationTests.Storage;

public static class Sql
{
    public static async Task<T?> Scalar<T>(this NpgsqlDataSource source, string sql, params object?[] values)
    {
        await using var command = Command(source, sql, values);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is T value ? value : default;
    }

    public static async Task Execute(this NpgsqlDataSource source, string sql, params object?[] values)
    {
        await using var command = Command(source, sql, values);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<List<T>> Rows<T>(this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        await using var command = Command(source, sql, values);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>What PostgreSQL refused it with (SQLSTATE); 42501 is "permission denied".</summary>
    public static async Task<string> Refused(this NpgsqlDataSource source, string sql)
    {
        try
        {
            await source.Execute(sql);
            return "allowed";
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, object?[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
