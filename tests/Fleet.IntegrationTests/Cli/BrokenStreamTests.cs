using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Fleet.IntegrationTests.Cli;

public sealed class BrokenStreamTests
{
    private const string Id = "01978f3e-0000-7000-8000-000000000001";
    private const string Accepted =
        $$"""{"commandId":"{{Id}}","servers":[{"name":"meet-1","id":"{{Id}}","generation":4,"outcome":"accepted"}],"gained":[],"lost":[]}""";

    private static string Progress(string state) => $$"""{"server":"meet-1","state":"{{state}}","verdict":"open","text":"seen \u001b[2J"}""";

    private static string Status(string state, bool finished) =>
        $$"""{"commandId":"{{Id}}","command":"check","actor":"bob","at":"2025-11-23T12:00:00Z","finished":{{(finished ? "true" : "false")}},"servers":[{{Progress(state)}}]}""";

    [Fact]
    public async Task A_stream_that_breaks_is_opened_again_and_read_to_its_end()
    {
        var opened = 0;
        await using var server = await Server(async context =>
        {
            await context.Response.WriteAsync($"id: {++opened}\nevent: progress\ndata: {Progress("working")}\n\n");
            if (opened == 3)
                await context.Response.WriteAsync($"event: finished\ndata: {Status("proven", true)}\n\n");
        });
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("check", "-o", "json");

        result.ExitCode.ShouldBe(0, result.Error);
        JsonDocument.Parse(result.Output).RootElement.GetProperty("status").GetProperty("finished").GetBoolean().ShouldBeTrue();
        server.Seen.Where(r => r.Path.EndsWith("/events", StringComparison.Ordinal)).Select(r => r.Headers.GetValueOrDefault("Last-Event-ID")).ShouldBe([null, "1", "2"]);
        result.Error.ShouldContain("connection to the control plane lost");
        result.Error.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task What_takes_too_long_is_exit_6_with_the_way_to_go_on()
    {
        await using var server = await Server(async context =>
        {
            await context.Response.WriteAsync($"event: progress\ndata: {Progress("working")}\n\n");
            await context.Response.Body.FlushAsync();
            await Gone(context.RequestAborted);
        });
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("check", "--timeout", "1s");

        result.ExitCode.ShouldBe(6);
        result.Error.ShouldContain($"next: fleet follow {Id}");
        result.Output.ShouldContain("meet-1  working  open");
    }

    [Fact]
    public async Task An_event_that_makes_no_sense_is_an_error()
    {
        await using var server = await Server(context => context.Response.WriteAsync("event: progress\ndata: {\"server\": 5}\n\n"));
        using var cli = new FleetCli(server.Url);

        var result = await cli.Run("check");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("[unexpected-answer]");
    }

    private static Task<LoopbackServer> Server(Func<HttpContext, Task> stream) => LoopbackServer.Start(async (request, context) =>
    {
        context.Response.ContentType = request.Path.EndsWith("/events", StringComparison.Ordinal) ? "text/event-stream" : "application/json";
        if (request.Method == "POST")
            await context.Response.WriteAsync(Accepted);
        else if (request.Path.EndsWith("/events", StringComparison.Ordinal))
            await stream(context);
        else
            await context.Response.WriteAsync(Status("working", false));
    });

    private static async Task Gone(CancellationToken reader)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = reader.Register(gone.SetResult);
        await gone.Task;
    }
}
