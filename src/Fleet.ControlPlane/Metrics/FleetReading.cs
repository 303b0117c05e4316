using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;

namespace Fleet.ControlPlane.Metrics;

/// <summary>Reads the whole snapshot in one round trip; only what is exported crosses the wire.</summary>
public static class FleetReading
{
    private const int Seconds = 5;

    private const string Servers = """
        select d.data ->> 'name', d.data ->> 'domain', coalesce(d.data ->> 'accessMode', 'none'),
               case when lower(d.data ->> 'enforcement') = 'suspended' and (d.data ->> 'suspendedUntil')::timestamptz <= clock_timestamp()
                    then d.data ->> 'enforcementAfterSuspension' else d.data ->> 'enforcement' end,
               coalesce(d.data -> 'labels', '{}')::text, s.data ->> 'outcome', s.data ->> 'verdict', (s.data ->> 'reportedAt')::timestamptz,
               (s.data -> 'observation' ->> 'observedAt')::timestamptz,
               case when s.data -> 'probe' ->> 'anonymous' not ilike 'unknown' then (s.data -> 'probe' ->> 'at')::timestamptz end,
               coalesce(jsonb_array_length(c.data -> 'condition' -> 'heldRepairs'), 0),
               (s.data #>> '{observation,host,hold,since}')::timestamptz, coalesce((s.data #>> '{observation,host,hold,locked}')::boolean, false),
               (c.data ->> 'flappingSince')::timestamptz,
               coalesce((s.data -> 'trouble' ->> 'times')::int, 0), (s.data -> 'trouble' ->> 'since')::timestamptz,
               coalesce((s.data -> 'trouble' ->> 'isPoison')::boolean, false), (s.data ->> 'checkInterval')::interval,
               coalesce((d.data ->> 'emergency')::boolean, false) and (
                 (d.data ->> 'accessModeSince')::bigint > coalesce((c.data -> 'condition' ->> 'appliedGeneration')::bigint, 0)
                 or coalesce(lower(s.data ->> 'verdict') = 'open', false))
          from fleet.mt_doc_desiredserver d
          left join fleet.mt_doc_serverstatus s on s.id = d.id
          left join fleet.mt_doc_servercondition c on c.data ->> 'server' = d.id::text
         where not (d.data ->> 'retired')::boolean
        """;

    private const string Drift = """
        select d.data ->> 'name', i -> 'item' ->> 'kind', i -> 'item' ->> 'severity', count(*), w.waived
          from fleet.mt_doc_servercondition c
          join fleet.mt_doc_desiredserver d on d.id::text = c.data ->> 'server' and not (d.data ->> 'retired')::boolean,
               jsonb_array_elements(c.data -> 'condition' -> 'drift') i,
               lateral (select coalesce((i -> 'item' ->> 'waived')::boolean, false) and exists (
                          select from jsonb_array_elements(d.data -> 'waivers') w
                           where w ->> 'kind' = i -> 'item' ->> 'kind' and coalesce(w ->> 'subject', i -> 'item' ->> 'subject') = i -> 'item' ->> 'subject'
                             and (w ->> 'until')::timestamptz > clock_timestamp()) as waived) w
         group by 1, 2, 3, 5
        """;

    private const string Users = """
        select state, count(u.id) from (values ('active'), ('disabled')) as s (state)
          left join fleet.mt_doc_user u on not (u.data ->> 'removed')::boolean and (u.data ->> 'disabled')::boolean = (state = 'disabled')
         group by state
        """;

    private const string Waiting = """
        select count(*) from fleet.mt_doc_desiredserver d, jsonb_path_query(d.data, '$.accounts.* ? (@.credentialId == null)')
         where not (d.data ->> 'retired')::boolean
        """;

    private const string Work = """
        select count(*), min(due_at), (select count(*) from work.report)
          from work.server where due_at < clock_timestamp() and not retired and (lease_until is null or lease_until < clock_timestamp() - lost_pause)
        """;

    private const string Owned = "select owner, count(*) from work.server where owner is not null and lease_until >= clock_timestamp() group by owner";

    private const string Held = """
        select d.data ->> 'name', h.kind, min(h.since)
          from work.standing_hold h
          join fleet.mt_doc_desiredserver d on (h.server_id is null or h.server_id = d.id) and not (d.data ->> 'retired')::boolean
         group by 1, 2
        """;

    // What is not enforced now is known without a worker. Without a row no node has taken up the canary, which must not look well either.
    private const string Plants = """
        select d.data ->> 'name', coalesce(p.found_at, p.since, d.mt_last_modified),
               case when lower(d.data ->> 'enforcement') <> 'enforce' then 'not-enforced' else p.blocked end
          from work.desired_state w join fleet.mt_doc_desiredserver d on d.id = w.server_id left join work.planted p on p.server_id = w.server_id
         where w.canary
        """;

    public static async Task<FleetSnapshot> Read(NpgsqlConnection connection, string[] projections, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = Seconds };
        foreach (var sql in new[] { "select clock_timestamp()", Servers, Drift, Users, Waiting, Work, Owned, Held, Plants })
            batch.BatchCommands.Add(new(sql));
        batch.BatchCommands.Add(ProjectionLags.Command(projections));
        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        var at = reader.GetFieldValue<DateTimeOffset>(0);
        var fleet = new FleetSnapshot(
            at,
            await Rows(reader, Server, stop),
            await Rows(reader, r => new DriftCount(r.GetString(0), Word(r, 1)!, Word(r, 2)!, r.GetInt64(3), r.GetBoolean(4)), stop),
            await Rows(reader, Count, stop),
            (await Rows(reader, r => r.GetInt64(0), stop))[0],
            (await Rows(reader, r => new WorkFacts(r.GetInt64(0), Time(r, 1), r.GetInt64(2)), stop))[0],
            await Rows(reader, Count, stop),
            await Rows(reader, r => new HeldServer(r.GetString(0), r.GetString(1), r.GetFieldValue<DateTimeOffset>(2)), stop),
            []);
        return fleet with
        {
            Plants = await Rows(reader, r => new PlantFacts(r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), Word(r, 2)), stop),
            Projections = await Rows(reader, ProjectionLags.Read, stop),
        };
    }

    private static async Task<ImmutableArray<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        await reader.NextResultAsync(stop);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(stop))
            rows.Add(read(reader));
        return rows.DrainToImmutable();
    }

    private static ServerFacts Server(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), Word(row, 2)!, Word(row, 3)!, Labels(row.GetString(4)), Word(row, 5), Word(row, 6),
        Time(row, 7), Time(row, 8), Time(row, 9), row.GetInt32(10),
        Time(row, 11) is { } since ? new HeldServer(row.GetString(0), row.GetBoolean(12) ? "host-locked" : "host", since) : null)
    {
        FlappingSince = Time(row, 13),
        Failures = row.GetInt32(14),
        FailingSince = Time(row, 15),
        IsPoison = row.GetBoolean(16),
        CheckInterval = row.IsDBNull(17) ? null : row.GetTimeSpan(17),
        IsInEmergency = row.GetBoolean(18),
    };

    private static ImmutableDictionary<string, string> Labels(string json)
    {
        using var labels = JsonDocument.Parse(json);
        return labels.RootElement.EnumerateObject().ToImmutableDictionary(l => l.Name, l => l.Value.GetString()!);
    }

    private static Counted Count(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1));

    // Documents have the enum's own spelling, everything that is shown has kebab-case.
    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(row.GetString(column));

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
