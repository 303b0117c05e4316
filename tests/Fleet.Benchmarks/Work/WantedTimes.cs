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

    public async ValueTask DisposeAsync()
    {
        await using var command = _owner.CreateCommand("drop trigger if exists bench_want on work.server");
        await command.ExecuteNonQueryAsync();
    }
}
