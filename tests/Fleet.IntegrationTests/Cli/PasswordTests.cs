using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Fleet.IntegrationTests.Cli;

public sealed class PasswordTests
{
    private const string Accepted = """{"commandId":"01978f3e-0000-7000-8000-000000000001","servers":[],"gained":[],"lost":[]}""";

    [Fact]
    public async Task From_stdin_it_is_one_line_without_its_end()
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);

        (await cli.RunWithInput("tr ou\u00e9\n", "users", "passwd", "alice", "--password-stdin")).ExitCode.ShouldBe(0);

        Sent(server).ShouldBe("tr ou\u00e9");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one\ntwo\n")]
    public async Task Anything_else_on_stdin_is_refused(string input)
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);

        (await cli.RunWithInput(input, "users", "passwd", "alice", "--password-stdin")).ExitCode.ShouldBe(4);

        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_for_on_a_terminal_it_is_typed_twice_and_never_shown()
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);

        var result = await cli.RunOnTerminal("users passwd alice", ("password: ", "canary-77\n"), ("again: ", "canary-77\n"));

        Sent(server).ShouldBe("canary-77");
        result.Output.ShouldContain("password: ");
        result.Output.ShouldNotContain("canary-77");
    }

    [Fact]
    public async Task Two_different_ones_change_nothing()
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);

        (await cli.RunOnTerminal("users passwd alice", ("password: ", "canary-77\n"), ("again: ", "canary-78\n"))).ExitCode.ShouldBe(4);

        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Interrupted_while_asking_it_ends_at_once_and_the_terminal_shows_what_is_typed_again()
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);

        var result = await cli.RunOnTerminal("users passwd alice; echo ended with $?; stty -a", ("password: ", "\u0003"));

        server.Seen.ShouldBeEmpty();
        result.Output.ShouldContain("ended with 130");
        result.Output.ShouldMatch(@"\secho\s");
        result.Output.ShouldNotContain("-echo ");
    }

    [Fact]
    public async Task A_made_one_goes_into_a_new_file_for_its_owner_alone()
    {
        await using var server = await LoopbackServer.Answering(200, "application/json", Accepted);
        using var cli = new FleetCli(server.Url);
        var file = Path.Combine(cli.Home, "alice");

        var result = await cli.Run("users", "passwd", "alice", "--generate-to", file);

        var made = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).TrimEnd('\n');
        made.ShouldMatch("^([a-z2-9]{5}-){3}[a-z2-9]{5}$");
        Sent(server).ShouldBe(made);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (result.Output + result.Error).ShouldNotContain(made);
        (await cli.Run("users", "passwd", "alice", "--generate-to", file)).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_the_command_is_refused()
    {
        await using var server = await LoopbackServer.Answering(409, "application/problem+json", """{"title":"no","status":409,"code":"no"}""");
        using var cli = new FleetCli(server.Url);
        var file = Path.Combine(cli.Home, "alice");

        (await cli.Run("users", "passwd", "alice", "--generate-to", file)).ExitCode.ShouldBe(4);

        File.Exists(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData(200, "text/html")]
    [InlineData(500, "text/plain")]
    [InlineData(404, "text/html")]
    public async Task A_password_that_may_be_in_force_by_now_is_kept(int status, string type)
    {
        await using var server = await LoopbackServer.Answering(status, type, "what?");
        using var cli = new FleetCli(server.Url);
        var file = Path.Combine(cli.Home, "alice");

        var result = await cli.Run("users", "passwd", "alice", "--generate-to", file);

        result.ExitCode.ShouldBe(1);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim().ShouldBe(Sent(server));
        result.Error.ShouldContain($"may be in force by now, is in {file}");
    }

    private static string? Sent(LoopbackServer server) =>
        JsonDocument.Parse(server.Seen.ShouldHaveSingleItem().Body).RootElement.GetProperty("password").GetString();
}
