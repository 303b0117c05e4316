using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Npgsql;

namespace Fleet.Worker.Work;

internal static class HandoverRow
{
    public static Handover Read(NpgsqlDataReader row) => new(
        row.GetInt64(row.GetOrdinal("generation")),
        row.GetInt64(row.GetOrdinal("revision")),
        Json<DesiredServer>(row, "desired") ?? throw new InvalidDataException("work.desired handed out no desired state"),
        Json<Restraints>(row, "restraints") ?? Restraints.None,
        Json<ImmutableArray<SealedCredential>?>(row, "credentials") ?? [],
        Json<SealedProbe>(row, "probe")?.Jwe);

    private static T? Json<T>(NpgsqlDataReader row, string column)
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? default : JsonSerializer.Deserialize<T>(row.GetString(ordinal), WireJson.Options);
    }

    private sealed record SealedProbe(string Jwe, DateTimeOffset MadeAt);
}
