using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Marten;

namespace Fleet.ControlPlane.Holds;

/// <summary>What holds which servers now. Few rows: as many as servers are held, and none on most days.</summary>
public sealed class StandingHolds
{
    private const string Sql = "select jsonb_build_object('server', server_id, 'hold', hold)::text from work.standing_hold order by since, hold_id";

    private readonly ILookup<Guid, Hold> _holds;

    private StandingHolds(IReadOnlyCollection<Row> rows)
    {
        _holds = rows.Where(r => r.Server is not null).ToLookup(r => r.Server!.Value, r => r.Hold);
        Everywhere = [.. rows.Where(r => r.Server is null).Select(r => r.Hold)];
    }

    public ImmutableArray<Hold> Everywhere { get; }

    public static async Task<StandingHolds> Load(IQuerySession session, CancellationToken stop) =>
        new([.. (await session.AdvancedSql.QueryAsync<string>(Sql, stop)).Select(r => JsonSerializer.Deserialize<Row>(r, WireJson.Options)!)]);

    /// <summary>The servers that have a hold of their own like that.</summary>
    public IEnumerable<Guid> Where(Func<Hold, bool> like) => _holds.Where(of => of.Any(like)).Select(of => of.Key);

    public ImmutableArray<Hold> Of(Guid server) => [.. Everywhere, .. _holds[server]];

    private sealed record Row(Guid? Server, Hold Hold);
}
