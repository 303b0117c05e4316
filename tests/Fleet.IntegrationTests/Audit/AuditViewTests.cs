using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Audit;

/// <summary>The view that other programs read, held against the API's audit.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class AuditViewTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_view_tells_what_the_API_tells()
    {
        var claimed = await fleet.EnrollAndClaim("audit-view");
        await fleet.Access("name=audit-view", "members", Key("for the record"));
        var drift = new DriftItem(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.Critical, "provider", "it is open");
        await fleet.Database.Worker.Done(claimed, claimed.Clean().With(drift));
        await Refused(() => fleet.Enroll("audit-view"));
        string[] awaited = ["drift-detected", "command-refused", "access-mode-set"];
        var told = await Eventually.Get(Told, entries => awaited.All(type => entries.Any(e => e.Type == type)));

        var rows = await fleet.Database.Reader.Rows("""
            select at, server, user_name, type, actor, source, client, reason, command_id, data::text from fleet.fleet_audit
             where server = 'audit-view'
            """, r => (
            At: r.GetFieldValue<DateTimeOffset>(0), Server: r.GetString(1), User: Text(r, 2), Type: r.GetString(3), Actor: Text(r, 4),
            Source: Text(r, 5), Client: Text(r, 6), Reason: Text(r, 7), Command: r.IsDBNull(8) ? (Guid?)null : r.GetGuid(8),
            Data: r.GetString(9)));

        rows.Select(r => (r.At, r.Server, r.User, r.Type, r.Actor, r.Source, r.Client, r.Reason, r.Command))
            .ShouldBe(
                told.Select(e => (e.At, e.Server!, e.User, e.Type, e.Actor, e.Address, e.Client, e.Reason, e.CommandId)),
                ignoreOrder: true);
        rows.Single(r => r.Type == "access-mode-set").Reason.ShouldBe("for the record");
        Json(rows.Single(r => r.Type == "drift-detected").Data).GetProperty("drift").GetProperty("kind").GetString()
            .ShouldBe("access-mode");
        Json(rows.Single(r => r.Type == "command-refused").Data).GetProperty("code").GetString().ShouldBe("server-name-taken");
    }

    private async Task<List<AuditEntry>> Told()
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in fleet.Client.Audit.Read(new(Server: "audit-view"), Stop))
            entries.Add(entry);
        return entries;
    }

    private static string? Text(Npgsql.NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
