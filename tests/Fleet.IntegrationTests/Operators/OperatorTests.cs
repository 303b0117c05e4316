using System.Net;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Operators;

[Collection(ControlPlaneCollection.Name)]
public sealed class OperatorTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/v1/servers")]
    [InlineData("GET", "/api/v1/audit")]
    [InlineData("GET", "/api/v1/events")]
    [InlineData("POST", "/api/v1/servers:access")]
    [InlineData("DELETE", "/api/v1/users/anna")]
    [InlineData("GET", "/openapi/v1.json")]
    public async Task Nothing_is_answered_without_a_valid_token(string method, string path)
    {
        foreach (var token in new Secret?[] { null, new Secret("fleet_wrong"), new Secret("") })
        {
            using var http = fleet.ClientOf(token);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await http.SendAsync(request, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("token-invalid");
        }
    }

    [Fact]
    public async Task An_added_operator_may_act_until_revoked()
    {
        var added = await fleet.Client.Operators.Add(new("frank", DateTimeOffset.UtcNow.AddDays(1)), Key(), Stop);
        using var http = fleet.ClientOf(added.Token);
        var frank = new FleetClient(http);
        var server = await frank.Servers.Enroll(Server("by-frank"), Key(), Stop);
        (await fleet.Stream(server.Servers[0].Id))[0].Actor.ShouldBe("frank");
        (await fleet.Client.Operators.List(Stop)).ShouldContain(o => o.Name == "frank" && o.RevokedAt == null);

        await fleet.Client.Operators.Revoke("frank", Key(), Stop);
        (await Refused(() => frank.Servers.Get("by-frank", Stop))).Code.ShouldBe("token-invalid");
    }

    [Fact]
    public async Task An_expired_token_is_no_token()
    {
        var added = await fleet.Client.Operators.Add(new("gone", DateTimeOffset.UtcNow.AddDays(1)), Key(), Stop);
        await fleet.Database.Owner.Execute("update access.operator_token set expires_at = clock_timestamp() where operator = 'gone'");
        using var http = fleet.ClientOf(added.Token);
        (await Refused(() => new FleetClient(http).Servers.List("all", false, Stop))).Code.ShouldBe("token-invalid");
    }

    [Fact]
    public async Task A_token_is_shown_once_and_stored_as_a_hash_alone()
    {
        var key = Key();
        var request = new AddOperatorRequest("hanna", DateTimeOffset.UtcNow.AddDays(1));
        var token = (await fleet.Client.Operators.Add(request, key, Stop)).Token;
        (await Refused(() => fleet.Client.Operators.Add(request, key, Stop))).Code.ShouldBe("token-shown-already");
        foreach (var (schema, table) in await fleet.Database.Owner.Rows(
            "select table_schema, table_name from information_schema.tables where table_schema in ('fleet', 'access', 'work', 'wolverine')", r => (r.GetString(0), r.GetString(1))))
            (await fleet.Database.Owner.Scalar<long>($"select count(*) from {schema}.{table} t where t::text like '%' || $1 || '%'", token.Value)).ShouldBe(0, table);
    }

    [Fact]
    public async Task Names_are_taken_once_and_expiry_is_bounded()
    {
        await fleet.Client.Operators.Add(new("ida", DateTimeOffset.UtcNow.AddDays(1)), Key(), Stop);
        (await Refused(() => fleet.Client.Operators.Add(new("ida", DateTimeOffset.UtcNow.AddDays(1)), Key(), Stop))).Code.ShouldBe("operator-name-taken");
        (await Refused(() => fleet.Client.Operators.Add(new("jo", DateTimeOffset.UtcNow.AddDays(999)), Key(), Stop))).Code.ShouldBe("operator-expiry-invalid");
        (await Refused(() => fleet.Client.Operators.Revoke("nobody", Key(), Stop))).Code.ShouldBe("operator-unknown");
    }
}
