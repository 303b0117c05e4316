using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class RebuildTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task a_rebuild_gives_the_same_documents_and_wakes_nobody()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        await fleet.Run(0, "lockdown", "all");
        await fleet.RunWithInput(0, "battery horse staple\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        await fleet.Run(0, "servers", "relabel", RunningFleet.NameOf(host), "site=berlin");
        var (documents, work) = (await Documents(fleet), await Work(fleet));
        await fleet.Database.Owner.Execute("update fleet.mt_doc_desiredserver set data = data || '{\"domain\": \"spoiled.example.test\"}'");
        (await Documents(fleet)).ShouldNotBe(documents);

        var rebuilt = await Script.Run(RunningProgram.PathOf("Fleet.ControlPlane"), ["rebuild"],
            new Dictionary<string, string> { ["FLEET_OwnerDatabase"] = fleet.Database.OwnerConnection });

        rebuilt.MustSucceed();
        (await Documents(fleet)).ShouldBe(documents);
        (await Work(fleet)).ShouldBe(work);
        await fleet.Run(0, "lockdown", "all");
    }

    private static async Task<SortedDictionary<string, string>> Documents(RunningFleet fleet)
    {
        var tables = await fleet.Database.Owner.Rows("select table_name from information_schema.tables where table_schema = 'fleet' and table_name like 'mt_doc_%'", r => r.GetString(0));
        var documents = new SortedDictionary<string, string>();
        foreach (var table in tables)
            documents[table] = string.Join('\n', await fleet.Database.Owner.Rows($"select id::text || ' ' || data::text from fleet.{table} order by 1", r => r.GetString(0)));
        return documents;
    }

    // The fence rises with each claim.
    private static Task<List<string>> Work(RunningFleet fleet) => fleet.Database.Owner.Rows("select s::text from work.server s order by server_id", r => r.GetString(0));
}
