using Npgsql;

namespace Fleet.ControlPlane.Metrics;

/// <summary>When each worker was last there: connected to the database, or its report taken. One whose login is revoked is forgotten.</summary>
public sealed class WorkersSeen
{
    private const string Sql = """
        select r.rolname::text, clock_timestamp(), exists (select from pg_stat_activity a where a.usename = r.rolname and a.datname = current_database()),
               s.reported_at
          from pg_roles r join pg_auth_members m on m.member = r.oid and m.roleid = 'fleet_worker'::regrole
          left join (select data ->> 'worker' as worker, max((data ->> 'reportedAt')::timestamptz) as reported_at
                       from fleet.mt_doc_serverstatus group by 1) s on s.worker = r.rolname
         where r.rolcanlogin
        """;

    private Dictionary<string, DateTimeOffset> _seen = [];

    /// <returns>Those of this fleet, and when.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> Look(NpgsqlConnection connection, CancellationToken stop)
    {
        var seen = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            var (name, reported) = (reader.GetString(0), reader.IsDBNull(3) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(3));
            var last = reader.GetBoolean(2) ? reader.GetFieldValue<DateTimeOffset>(1) : Later(_seen.TryGetValue(name, out var before) ? before : null, reported);
            if (last is { } at)
                seen[name] = at;
        }
        return _seen = seen;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
