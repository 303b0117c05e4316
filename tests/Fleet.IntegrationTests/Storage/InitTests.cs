using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Storage;

public sealed class InitTests(FleetDatabase database, TestPostgres postgres) : IClassFixture<FleetDatabase>
{
    [Fact]
    public async Task A_first_init_that_could_tell_nobody_the_token_changes_nothing()
    {
        await using var empty = await postgres.Create();
        var refused = await Init(empty.ConnectionString);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("--token-file");
        await using var look = Npgsql.NpgsqlDataSource.Create(empty.ConnectionString);
        (await look.Scalar<long>("select count(*) from pg_namespace where nspname in ('work', 'access', 'fleet')")).ShouldBe(0);
    }

    [Fact]
    public async Task Run_again_it_wants_no_place_for_a_token_that_nobody_needs()
    {
        var first = Path.GetTempFileName();
        File.Delete(first);
        try
        {
            (await Init(database.OwnerConnection, "--token-file", first)).MustSucceed();
            (await Init(database.OwnerConnection)).MustSucceed().Output.ShouldBeEmpty();
        }
        finally
        {
            File.Delete(first);
        }
    }

    private static Task<ScriptResult> Init(string owner, params string[] arguments) => Script.Run(
        RunningProgram.PathOf("Fleet.ControlPlane"), ["init", .. arguments], new Dictionary<string, string> { ["FLEET_OwnerDatabase"] = owner });
}
