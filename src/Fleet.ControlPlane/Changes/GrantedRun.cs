using System.Text.Json;
using Fleet.ControlPlane.Reconciling;
using Fleet.Domain;
using Marten;

namespace Fleet.ControlPlane.Changes;

/// <summary>The last run that was let through to an apply on a server, and the generation of its desired state.</summary>
public sealed record GrantedRun(Guid Server, long Fence, long Generation)
{
    private const string Sql = """
        select jsonb_build_object('server', server_id, 'fence', granted_fence, 'generation', granted_generation)::text
          from work.server where server_id = any(?)
        """;

    public static async Task<Dictionary<Guid, GrantedRun>> Load(IQuerySession session, IEnumerable<Guid> servers, CancellationToken stop) =>
        (await session.AdvancedSql.QueryAsync<string>(Sql, stop, servers.ToArray()))
            .Select(row => JsonSerializer.Deserialize<GrantedRun>(row, WireJson.Options)!).ToDictionary(g => g.Server);

    /// <param name="reported">Fences of reports that are being taken.</param>
    /// <returns>Its generation; null = it reported, or a later one did.</returns>
    public long? Unreported(ServerStatus? last, IEnumerable<long> reported) =>
        Fence > (last?.Fence ?? 0) && !reported.Contains(Fence) ? Generation : null;
}
