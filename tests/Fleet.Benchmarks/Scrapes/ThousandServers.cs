using Fleet.Benchmarks.Bed;
using Fleet.Contracts.Api;
using Fleet.Domain.Drift;

namespace Fleet.Benchmarks.Scrapes;

/// <summary>
/// A fleet as so many enrolments and reports would leave it: one server is enrolled, and its documents are multiplied. What becomes of each
/// enrolment and report is measured elsewhere.
/// </summary>
internal sealed class ThousandServers(BenchBed bed)
{
    public const int Servers = 1000;

    private const string Desired = """
        insert into fleet.mt_doc_desiredserver (id, data, mt_dotnet_type)
        select gen_random_uuid(), data || jsonb_build_object('name', name, 'domain', name || '.example.org'), mt_dotnet_type
          from fleet.mt_doc_desiredserver, generate_series(1, $1 - 1) n, lateral (select 'meet-' || lpad(n::text, 4, '0') as name) named
        """;

    private const string Statuses = """
        insert into fleet.mt_doc_serverstatus (id, data, mt_dotnet_type)
        select id, jsonb_build_object('outcome', 'Checked', 'verdict', 'Locked', 'reportedAt', now(),
                                      'observation', jsonb_build_object('observedAt', now()),
                                      'probe', jsonb_build_object('anonymous', 'Refused', 'at', now())), mt_dotnet_type
          from fleet.mt_doc_desiredserver
        """;

    private const string Drift = """
        insert into fleet.mt_doc_servercondition (id, data, mt_dotnet_type)
        select gen_random_uuid(), jsonb_build_object('server', d.id, 'condition', jsonb_build_object('heldRepairs', '[]'::jsonb, 'drift', (
                 select jsonb_agg(jsonb_build_object('item', jsonb_build_object('kind', k, 'severity', 'high'))) from unnest($1::text[]) as k))), d.mt_dotnet_type
          from fleet.mt_doc_desiredserver d
        """;

    public async Task Make()
    {
        await bed.Api.Servers.Enroll(
            new("meet-0000", "meet-0000.example.org", new("192.0.2.1", 22, "fleet"), new("192.0.2.1"),
                new Dictionary<string, string> { ["env"] = "prod", ["region"] = "eu", ["tier"] = "gold" }, []),
            BenchBed.Headers, CancellationToken.None);
        await Execute(Desired, Servers);
        await Execute(Statuses);
    }

    /// <summary>The same on every server.</summary>
    public async Task Have(params DriftKind[] kinds)
    {
        await Execute("delete from fleet.mt_doc_servercondition");
        await Execute(Drift, (object)kinds.Select(k => k.ToString()).ToArray());
    }

    private async Task Execute(string sql, params object[] values)
    {
        await using var command = bed.Owner.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
