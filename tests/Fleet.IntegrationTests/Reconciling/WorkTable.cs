using Fleet.IntegrationTests.Storage;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

public sealed record Claimed(Guid Server, long Generation, long Revision, long Fence, short Priority, long Asked, string[] Asks, string? Traceparent);

public static class WorkTable
{
    public static Task Want(this NpgsqlDataSource source, Guid server, long generation = 1, string desired = "{}", short priority = 5, string? traceparent = null) =>
        source.Execute("select work.want($1, $2, $3::jsonb, $4, $5::text)", server, generation, desired, priority, traceparent);

    public static Task<long> Ask(this NpgsqlDataSource source, Guid server, string ask, string? traceparent = null) =>
        source.Scalar<long>("select work.ask($1, $2, $3::text)", server, ask, traceparent);

    public static Task<List<Claimed>> Claim(this NpgsqlDataSource source, int slots = 32, int urgent = 4, TimeSpan? lease = null) =>
        source.Rows("select * from work.claim($1, $2, $3, true)", Read, slots, urgent, lease ?? TimeSpan.FromSeconds(6));

    /// <summary>As a worker of the last release does, which asks nothing before it applies.</summary>
    public static Task<List<Claimed>> ClaimToApply(this NpgsqlDataSource source) =>
        source.Rows("select * from work.claim(32, 4, interval '6 s')", Read);

    public static async Task<Claimed> ClaimOne(this NpgsqlDataSource source) => (await source.Claim()).ShouldHaveSingleItem();

    public static Task<bool> Done(this NpgsqlDataSource source, Claimed claimed, TimeSpan? next = null, string? report = "{}") =>
        source.Scalar<bool>("select work.done($1, $2, $3, $4, $5::text)",
            claimed.Server, claimed.Fence, claimed.Asked, next ?? TimeSpan.FromSeconds(60), report);

    public static Task<List<Guid>> Renew(this NpgsqlDataSource source, params Claimed[] claimed) =>
        source.Rows("select * from work.renew($1, $2, $3)", r => r.GetGuid(0),
            claimed.Select(c => c.Server).ToArray(), claimed.Select(c => c.Fence).ToArray(), TimeSpan.FromSeconds(6));

    /// <summary>As if the time of the lease had gone by.</summary>
    public static Task Expire(this FleetDatabase database, Guid server) =>
        database.Owner.Execute("update work.server set lease_until = clock_timestamp() - interval '1 ms' where server_id = $1", server);

    private static Claimed Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt16(4),
        row.GetInt64(5), row.GetFieldValue<string[]>(6), row.IsDBNull(7) ? null : row.GetString(7));
}
