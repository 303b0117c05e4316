using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.IntegrationTests.Storage;
using Npgsql;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

public sealed class DatabaseGoneTests(RunningControlPlane fleet) : IClassFixture<RunningControlPlane>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_that_arrive_while_the_database_goes_and_comes_happen_once_each()
    {
        await fleet.Enroll("gone-warm");
        var commands = Task.WhenAll(Enumerable.Range(0, 12).Select(i => UntilAnswered($"gone-{i:00}")));
        for (var i = 0; i < 3; i++)
        {
            await Database("alter database {0} allow_connections false; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{0}'");
            (await Ready()).ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
            await Database("alter database {0} allow_connections true");
            await Eventually.Until(async () => await Ready() == System.Net.HttpStatusCode.OK);
        }
        var ids = (await commands).Select(c => c.Servers[0].Id).ToArray();
        ids.ShouldBeUnique();
        await using var owner = NpgsqlDataSource.Create(fleet.Database.OwnerConnection);
        (await owner.Scalar<long>("select count(*) from fleet.mt_events where stream_id = any($1)", ids)).ShouldBe(12);
        (await fleet.Client.Servers.List("all", false, Stop)).Count.ShouldBe(13);
    }

    private async Task<System.Net.HttpStatusCode> Ready()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(fleet.Watched, "/health/ready"), Stop);
        return answer.StatusCode;
    }

    private async Task<CommandAccepted> UntilAnswered(string name)
    {
        var key = Key();
        while (true)
            try
            {
                return await fleet.Client.Servers.Enroll(Server(name), key, Stop);
            }
            catch (ProblemException refused) when (refused.Problem.Code is "outcome-unknown" or "database-unavailable" or "busy")
            {
                // Said again with the same key.
            }
    }

    private async Task Database(string sql)
    {
        var owner = new NpgsqlConnectionStringBuilder(fleet.Database.OwnerConnection);
        await using var elsewhere = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Database = "postgres" });
        await elsewhere.Execute(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, owner.Database));
    }
}
