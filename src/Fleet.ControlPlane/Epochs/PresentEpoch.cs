using Fleet.Domain.Epochs;
using Npgsql;

namespace Fleet.ControlPlane.Epochs;

/// <param name="Database">The one that the epoch began on.</param>
/// <param name="Running">The one that runs.</param>
/// <param name="Incarnation">What hosts know it by.</param>
public sealed record PresentEpoch(long Epoch, DateTimeOffset BeganAt, bool Copied, DatabaseIdentity Database, DatabaseIdentity Running, Guid Incarnation)
{
    public const string Sql = """
        select epoch, began_at, copied, system_identifier::text, database_oid::bigint, database_name,
               running_system_identifier::text, running_database_oid::bigint, running_database_name, incarnation
          from work.present_epoch
        """;

    public static async Task<PresentEpoch> Load(NpgsqlBatch batch, CancellationToken stop)
    {
        await using (batch)
        {
            batch.BatchCommands.Add(new(Sql));
            await using var reader = await batch.ExecuteReaderAsync(stop);
            await reader.ReadAsync(stop);
            return new(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetBoolean(2),
                new(reader.GetString(3), reader.GetInt64(4), reader.GetString(5)),
                new(reader.GetString(6), reader.GetInt64(7), reader.GetString(8)), reader.GetGuid(9));
        }
    }
}
