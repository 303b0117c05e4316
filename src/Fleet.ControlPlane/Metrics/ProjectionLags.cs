using JasperFx.Events.Projections;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Metrics;

/// <summary>How far the views that follow the events are behind. One that has never run is behind by everything.</summary>
public static class ProjectionLags
{
    private const string Sql = """
        select p.name, behind.events, behind.since
          from unnest($1) as p (name)
          left join lateral (select max(last_seq_id) as last from fleet.mt_event_progression where name like p.name || ':%' or name = p.name) done on true
          cross join lateral (
            select count(*) as events, min(timestamp) as since
              from (select e.timestamp from fleet.mt_events e where e.seq_id > coalesce(done.last, 0) order by e.seq_id limit $2) as first_of_them) behind
        """;

    // Beyond this the number says no more, and counting it every five seconds would slow down what catches up.
    private const int Most = 10_000;

    public static string[] Names(IDocumentStore store) =>
        [.. ((DocumentStore)store).Options.Projections.All.Where(p => p.Lifecycle == ProjectionLifecycle.Async).Select(p => p.Name).Distinct()];

    public static NpgsqlBatchCommand Command(string[] names) => new(Sql) { Parameters = { new() { Value = names }, new() { Value = Most } } };

    public static ProjectionLag Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2));
}
