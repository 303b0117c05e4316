using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.IntegrationTests.Servers;

public sealed class ServerCommandTests(RunningControlPlane fleet) : IClassFixture<RunningControlPlane>
{
    [Fact]
    public async Task An_enrolled_server_is_due_with_its_desired_state()
    {
        var accepted = await fleet.Enroll("meet-01");
        var server = accepted.Servers.ShouldHaveSingleItem();
        (server.Name, server.Generation, server.Outcome).ShouldBe(("meet-01", 1, CommandOutcome.Accepted));
    }
}
