using Npgsql;

namespace Fleet.Benchmarks.Bed;

/// <summary>One report of a worker as the database took it. Times are of one machine, and so of one clock.</summary>
internal sealed record ReportRow(
    Guid Server, long Fence, string Worker, long Generation, string Outcome, long Answered, DateTime StartedAt, DateTime FinishedAt, DateTime ReportedAt);

/// <summary>Keeps a copy of every report, which the control plane takes away, and of when work was wanted.</summary>
internal sealed class ReportHistory(NpgsqlDataSource owner)
{
    private const string Schema = """
        create schema if not exists bench;
        create table if not exists bench.report (
          id bigint generated always as identity primary key, server_id uuid, fence bigint, worker text, generation bigint, outcome text,
          answered bigint, started_at timestamptz, finished_at timestamptz, reported_at timestamptz);
        create or replace function bench.keep() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare body jsonb := new.body::jsonb;
        begin
          insert into bench.report (server_id, fence, worker, generation, outcome, answered, started_at, finished_at, reported_at)
          values (new.server_id, new.fence, new.worker, (body ->> 'generation')::bigint, body ->> 'outcome', (body ->> 'answered')::bigint,
                  (body ->> 'startedAt')::timestamptz, (body ->> 'finishedAt')::timestamptz, clock_timestamp());
          return null;
        end $$;
        create or replace trigger bench_keep after insert on work.report for each row execute function bench.keep();
        """;

    public async Task Keep()
    {
        await using var command = owner.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<ReportRow>> Since(DateTime from)
    {
        await using var command = owner.CreateCommand(
            "select server_id, fence, worker, generation, outcome, answered, started_at, finished_at, reported_at from bench.report where reported_at >= $1 order by id");
        command.Parameters.Add(new() { Value = from });
        var rows = new List<ReportRow>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new(
                reader.GetGuid(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4), reader.GetInt64(5),
                reader.GetDateTime(6), reader.GetDateTime(7), reader.GetDateTime(8)));
        }
        return rows;
    }
}
