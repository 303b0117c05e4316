using System.Text;
using Fleet.Contracts.Api;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

[Collection(ControlPlaneCollection.Name)]
public sealed class IdempotencyTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_repeated_with_its_key_happens_once_and_is_answered_alike()
    {
        var key = Key();
        var first = await fleet.Client.Servers.Enroll(Server("once-01"), key, Stop);
        var before = await fleet.EventCount();
        var again = await fleet.Client.Servers.Enroll(Server("once-01"), key, Stop);
        (again.CommandId, again.Servers[0]).ShouldBe((first.CommandId, first.Servers[0]));
        (await fleet.EventCount()).ShouldBe(before);
    }

    [Fact]
    public async Task Many_at_once_with_one_key_happen_once()
    {
        var key = Key();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fleet.Client.Servers.Enroll(Server("once-02"), key, Stop)));
        answers.Select(a => a.CommandId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_used_for_another_command_is_refused_and_says_for_which()
    {
        var key = Key();
        await fleet.Client.Servers.Enroll(Server("once-03"), key, Stop);
        var used = await Refused(() => fleet.Client.Servers.Enroll(Server("once-04"), key, Stop));
        (used.Code, used.Status).ShouldBe(("idempotency-key-used", 409));
        used.Title.ShouldContain("enroll-server");
        (await Refused(() => fleet.Client.Servers.Retire("once-03", key, Stop))).Code.ShouldBe("idempotency-key-used");
        (await fleet.Show("once-03")).Summary.Retired.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_operator_may_use_the_same_key()
    {
        var key = Key();
        await fleet.Client.Servers.Enroll(Server("once-05"), key, Stop);
        using var eve = fleet.ClientOf(await fleet.AddOperator("eve"));
        (await new Contracts.Api.Client.FleetClient(eve).Servers.Enroll(Server("once-06"), key, Stop)).Servers[0].Name.ShouldBe("once-06");
    }

    [Fact]
    public async Task A_repeated_command_is_known_without_its_password()
    {
        var key = Key();
        var first = await fleet.Client.Users.Register(new("once-user", "name=nobody", new Secret("first password")), key, Stop);
        (await fleet.Client.Users.Register(new("once-user", "name=nobody", new Secret("another password")), key, Stop)).CommandId.ShouldBe(first.CommandId);
    }

    [Fact]
    public async Task A_command_with_a_relative_time_is_known_by_what_was_typed()
    {
        await fleet.Enroll("once-07");
        var key = Key(reason: "disk swap");
        var first = await Suspend("2h", key);
        (await Suspend("2h", key)).CommandId.ShouldBe(first.CommandId);
        (await Refused(() => Suspend("3h", key))).Code.ShouldBe("idempotency-key-used");
    }

    private Task<CommandAccepted> Suspend(string given, Contracts.Api.Client.CommandHeaders headers) => fleet.Client.Servers.SetEnforcement(
        new("name=once-07", "suspended", DateTimeOffset.UtcNow.AddHours(2), UntilGiven: given), headers, Stop);

    [Theory]
    [InlineData(Headers.IdempotencyKey, "not-a-uuid")]
    [InlineData("If-Match", "\"seven\"")]
    [InlineData(Headers.Reason, "LONG")]
    public async Task A_header_that_is_not_understood_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Servers)
        {
            Content = new StringContent("""{"name":"h","domain":"h.example","endpoint":{"address":"h","port":22,"user":"fleet"},"probe":{},"labels":{}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation(header, value == "LONG" ? new string('x', 501) : value);
        using var answer = await fleet.Http.SendAsync(request, Stop);
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("header-invalid");
    }
}
