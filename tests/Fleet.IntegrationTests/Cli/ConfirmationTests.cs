using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Fleet.IntegrationTests.Cli;

public sealed class ConfirmationTests
{
    private const string Server1 = """{"id":"01978f3e-0000-7000-8000-000000000001","name":"meet-1","domain":"a","labels":{},"generation":1,"enforcement":"observe","verdict":"open","state":"checked","drift":0,"retired":false}""";
    private const string Accepted = """{"commandId":"01978f3e-0000-7000-8000-000000000001","servers":[],"gained":[],"lost":[]}""";
    private static readonly string Two = $$"""{"items":[{{Server1}},{{Server1.Replace("meet-1", "meet-2")}}],"total":2,"page":1}""";

    [Fact]
    public async Task More_than_one_server_is_not_touched_by_a_script_that_did_not_say_how_many()
    {
        await using var server = await Plane();
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("lockdown", "all");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("[confirmation-needed]");
        result.Error.ShouldContain("meet-1, meet-2");
        result.Error.ShouldContain("--expect 2");
        server.Seen.ShouldNotContain(r => r.Method == "POST");
    }

    [Theory]
    [InlineData("--yes", null)]
    [InlineData("--expect=2", 2)]
    public async Task Having_said_so_it_takes_one_request(string option, int? expected)
    {
        await using var server = await Plane();
        using var cli = new FleetCli(server.Url);

        (await cli.Run("lockdown", "all", option)).ExitCode.ShouldBe(0);

        var body = JsonDocument.Parse(server.Seen.ShouldHaveSingleItem().Body).RootElement;
        body.GetProperty("mode").GetString().ShouldBe("members");
        (body.TryGetProperty("expect", out var expect) ? expect.GetInt32() : (int?)null).ShouldBe(expected);
    }

    [Fact]
    public async Task On_a_terminal_it_shows_which_and_holds_the_command_to_them()
    {
        await using var server = await Plane();
        using var cli = new FleetCli(server.Url);

        var result = await cli.RunOnTerminal("lockdown all", ("[y/N] ", "y\n"));

        result.Output.ShouldContain("meet-2  open, observe");
        result.Output.ShouldContain("Lock down: 2 servers. Go ahead? [y/N]");
        var body = JsonDocument.Parse(server.Seen.Last().Body).RootElement;
        body.GetProperty("servers").EnumerateArray().Select(s => s.GetString()).ShouldBe(["meet-1", "meet-2"]);
    }

    [Fact]
    public async Task Anything_but_yes_changes_nothing()
    {
        await using var server = await Plane();
        using var cli = new FleetCli(server.Url);

        var result = await cli.RunOnTerminal("lockdown all", ("[y/N] ", "\n"));

        result.ExitCode.ShouldBe(4);
        server.Seen.ShouldNotContain(r => r.Method == "POST");
    }

    private static Task<LoopbackServer> Plane() => LoopbackServer.Start(async (request, context) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(request.Method == "POST" ? Accepted : Two);
    });
}
