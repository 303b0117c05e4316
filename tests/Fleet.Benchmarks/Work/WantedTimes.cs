using Npgsql;

namespace Fleet.Benchmarks.Work;

/// <summary>When each generation was wanted, by the database's clock, before the commit; needs the report history beside it.</summary>
internal sealed class WantedTimes : IAsyncDisposable
{
    private const string Schema = """
        create table if not exists bench.wanted (server_id uuid, generation bigint, at timestamptz, primary key (server_id, generation));
        create or replace function bench.want() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        begin
          insert into bench.wanted values (new.server_id, new.generation, clock_timestamp()) on conflict do nothing;
          return null;
        end $$;
        create or replace trigger bench_want after update of generation on work.server for each row execute function bench.want();
        """;

    private const string ToStart = """
        select coalesce((extract(epoch from min(r.started_at) - w.at) * 1000)::float8, 'infinity')
          from bench.wanted w left join bench.report r on r.server_id = w.server_id and r.generation >= w.generation
         group by w.server_id, w.generation, w.at
        """;

    private const string SlowestStarts = """
        select format('generation %s of %s, wanted at %s, started after %s s: before it %s', w.generation, w.server_id, w.at at time zone 'UTC',
                 round(extract(epoch from min(r.started_at) - w.at), 2),
                 coalesce((select string_agg(format('%s by %s at %s', b.outcome, b.worker, b.started_at at time zone 'UTC'), ', ' order by b.id)
                             from bench.report b
                            where b.server_id = w.server_id and b.generation < w.generation and b.reported_at > w.at), 'nothing'))
          from bench.wanted w join bench.report r on r.server_id = w.server_id and r.generation >= w.generation
         group by w.server_id, w.generation, w.at
         order by min(r.started_at) - w.at desc limit 5
        """;

    private readonly NpgsqlDataSource _owner;

    private WantedTimes(NpgsqlDataSource owner) => _owner = owner;

    public static async Task<WantedTimes> Keep(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
        return new(owner);
    }

    /// <returns>Milliseconds from each wish to the start of the first run that knew it; infinity where there was none.</returns>
    public async Task<IReadOnlyList<double>> DelaysToStart()
    {
        await using var command = _owner.CreateCommand(ToStart);
        await using var reader = await command.ExecuteReaderAsync();
        var delays = new List<double>();
        while (await reader.ReadAsync()) delays.Add(reader.GetDouble(0));
        return delays;
    }

    /// <returns>The five slowest, in words, with what the server was busy with.</returns>
    public async Task<IReadOnlyList<string>> Slowest()
    {
        await using var command = _owner.CreateCommand(SlowestStarts);
        await using var reader = await command.ExecuteReaderAsync();
        var slowest = new List<string>();
        while (await reader.ReadAsync()) slowest.Add(reader.GetString(0));
        return slowest;
    }

    public async ValueTask DisposeAsync()
    {
        await using var command = _owner.CreateCommand("drop trigger if exists bench_want on work.server");
        await command.ExecuteNonQueryAsync();
    }
}
