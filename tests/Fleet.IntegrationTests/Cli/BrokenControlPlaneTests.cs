using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Fleet.IntegrationTests.Cli;

public sealed class BrokenControlPlaneTests
{
    private const string Accepted = """{"commandId":"01978f3e-0000-7000-8000-000000000001","servers":[],"gained":[],"lost":[]}""";

    [Fact]
    public async Task A_command_whose_answer_was_lost_is_sent_again_with_the_same_key()
    {
        var attempts = 0;
        await using var server = await LoopbackServer.Start(async (_, context) =>
        {
            if (++attempts < 3)
                context.Abort();
            else
                await context.Response.WriteAsync(Accepted);
        });
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("servers", "retire", "meet-1", "--reason", "zu alt: ä");

        result.ExitCode.ShouldBe(0, result.Error);
        server.Seen.Count.ShouldBe(3);
        server.Seen.Select(r => r.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(1);
        server.Seen.Select(r => Uri.UnescapeDataString(r.Headers["Fleet-Reason"])).Distinct().ShouldBe(["zu alt: ä"]);
    }

    [Fact]
    public async Task When_no_answer_comes_the_outcome_is_unknown_and_the_key_is_named()
    {
        await using var server = await LoopbackServer.Start((_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("servers", "retire", "meet-1");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("[outcome-unknown]");
        result.Error.ShouldContain($"--idempotency-key {server.Seen.First().Headers["Idempotency-Key"]}");
    }

    [Fact]
    public async Task A_token_that_never_came_leaves_no_file_in_the_way_of_the_next_try()
    {
        await using var server = await LoopbackServer.Start((_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var cli = new FleetCli(server.Url);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.token");

        var result = await cli.Run("operators", "add", "eve", "--token-file", file);

        result.Error.ShouldContain("[outcome-unknown]");
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_when_the_control_plane_itself_does_not_know()
    {
        await using var server = await LoopbackServer.Answering(
            503, "application/problem+json", """{"title":"The commit broke off","status":503,"code":"outcome-unknown"}""");
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("servers", "retire", "meet-1");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain($"--idempotency-key {server.Seen.Last().Headers["Idempotency-Key"]}");
        server.Seen.Select(r => r.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_given_is_the_one_that_is_sent()
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);

        await cli.Run("servers", "retire", "meet-1", "--idempotency-key", "01978f3e-0000-7000-8000-00000000000a");

        server.Seen.Single().Headers["Idempotency-Key"].ShouldBe("01978f3e-0000-7000-8000-00000000000a");
    }

    [Theory]
    [InlineData(200, "text/html", "<h1>It works!</h1>")]
    [InlineData(200, "application/json", "{\"items\": [")]
    [InlineData(200, "application/json", "[1,2]")]
    [InlineData(500, "text/plain", "oops")]
    [InlineData(404, "text/html", "not found")]
    [InlineData(409, "application/problem+json", "{\"title\": 5")]
    [InlineData(409, "application/problem+json", "null")]
    public async Task An_answer_that_makes_no_sense_is_an_error(int status, string type, string body)
    {
        await using var server = await LoopbackServer.Answering(status, type, body);
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("servers", "list");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain("[unexpected-answer]");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await LoopbackServer.Answering(200, "application/json", Accepted);
        await using var server = await LoopbackServer.Start((_, context) =>
        {
            context.Response.Redirect(elsewhere.Url.ToString());
            return Task.CompletedTask;
        });
        using var cli = new FleetCli(server.Url);

        (await cli.Run("servers", "list")).ExitCode.ShouldBe(1);

        elsewhere.Seen.ShouldBeEmpty();
        server.Seen.First().Headers["Authorization"].ShouldBe($"Bearer {FleetCli.Token}");
    }

    [Fact]
    public async Task A_refusal_is_exit_4_with_evidence_reason_and_next_command()
    {
        await using var server = await LoopbackServer.Answering(409, "application/problem+json", Refusal);
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("servers", "retire", "meet-1");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldBe("""
            error: meet-1 \u{1b}[31mis retired  [server-retired]
              seen: 12:00:00Z retired by bob
              why:  because
              next: fleet servers list --retired

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task For_programs_it_is_json_on_stderr()
    {
        await using var server = await LoopbackServer.Answering(409, "application/problem+json", Refusal);
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("servers", "retire", "meet-1", "-o", "json");

        result.Output.ShouldBeEmpty();
        JsonDocument.Parse(result.Error).RootElement.GetProperty("code").GetString().ShouldBe("server-retired");
    }

    private const string Refusal = """
        {"title":"meet-1 \u001b[31mis retired","status":409,"code":"server-retired","detail":"because","evidence":["12:00:00Z retired by bob"],"next":"fleet servers list --retired"}
        """;
}
