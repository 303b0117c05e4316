using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Marten;

namespace Fleet.ControlPlane.Drift;

/// <summary>Whether a canary proves anything now, and if not, what to do.</summary>
public static class CanaryView
{
    private const string Sql = "select jsonb_build_object('foundAt', found_at, 'blocked', blocked)::text from work.planted where server_id = ?";

    public static async Task<CanaryInfo?> Of(IQuerySession session, ServerPicture server, DateTimeOffset now, CancellationToken stop)
    {
        if (!server.Desired.Canary)
            return null;
        var told = await session.AdvancedSql.QueryAsync<string>(Sql, stop, server.Desired.Id);
        return Of(server, told is [var row] ? JsonSerializer.Deserialize<Told>(row, WireJson.Options)! : new(null, null), now);
    }

    public static CanaryInfo Of(ServerPicture server, Told told, DateTimeOffset now)
    {
        var blocked = server switch
        {
            _ when server.Desired.EnforcementAt(now) != EnforcementMode.Enforce => PlantBlock.NotEnforced,
            { Holds.IsEmpty: false } => PlantBlock.Held,
            _ => told.Blocked,
        };
        return new(told.FoundAt, blocked is { } why ? Kebab.Text(why) : null, Text(server, blocked, told.FoundAt));
    }

    private static string Text(ServerPicture server, PlantBlock? blocked, DateTimeOffset? found) => blocked switch
    {
        PlantBlock.NotEnforced => $"nothing is planted: it is not enforced. next: fleet servers enforcement name={server.Desired.Name} enforce",
        PlantBlock.Held => "nothing is planted: it is held",
        PlantBlock.HostProgram => $"nothing is planted: needs fleet-host 0.4.0, {server.Status?.Observation?.Host.Program.Version ?? "another"} is there. "
            + $"next: fleet servers prepare {server.Desired.Name}",
        PlantBlock.Refused => $"nothing is planted: the host did not do it. next: the log of worker {server.Status?.Worker}",
        _ => found is { } at ? $"planted drift was last found {at.Utc()}" : "no planted drift was found yet",
    };

    public sealed record Told(DateTimeOffset? FoundAt, PlantBlock? Blocked);
}
