namespace Fleet.IntegrationTests.Cli;

/// <summary>What the program refuses by itself, before anything is sent.</summary>
public sealed class LocalRefusalTests
{
    [Fact]
    public async Task Help_goes_to_stdout_and_starts_with_examples()
    {
        using var cli = new FleetCli();

        var help = await cli.Run("lockdown", "--help");

        help.ExitCode.ShouldBe(0);
        help.Output.IndexOf("Examples:", StringComparison.Ordinal).ShouldBeLessThan(help.Output.IndexOf("Usage:", StringComparison.Ordinal));
        help.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_understood_is_exit_1_and_nothing_on_stdout()
    {
        using var cli = new FleetCli();

        var result = await cli.Run("servers", "lsit");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain("next: fleet servers --help");
    }

    [Theory]
    [InlineData("users", "register", "alice", "hunter2", "--on", "all")]
    [InlineData("register", "alice", "--on", "all", "--password", "hunter2")]
    [InlineData("register", "alice", "--password=hunter2")]
    [InlineData("users", "passwd", "alice", "-p", "hunter2")]
    [InlineData("users", "passwd", "alice", "--pasword=hunter2")]
    public async Task A_password_as_argument_is_refused_and_not_repeated(params string[] arguments)
    {
        using var cli = new FleetCli();

        var result = await cli.Run(arguments);

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("[password-as-argument]");
        result.Error.ShouldContain("--password-stdin");
        (result.Output + result.Error).ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupRead)]
    public async Task A_token_file_that_everybody_reads_is_not_used(UnixFileMode others)
    {
        using var cli = new FleetCli();
        cli.SetTokenMode(UnixFileMode.UserRead | others);

        var result = await cli.Run("servers", "list");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("[token-file-open]");
        result.Error.ShouldContain($"next: chmod 600 {cli.TokenFile}");
    }

    [Fact]
    public async Task Without_a_token_it_says_where_one_belongs()
    {
        using var cli = new FleetCli();
        cli.Environment.Remove("FLEET_TOKEN_FILE");
        cli.Environment["FLEET_TOKEN_FILE"] = "";

        var result = await cli.Run("servers", "list");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain($"{cli.Home}/.config/fleet/token");
    }

    [Fact]
    public async Task A_token_does_not_leave_this_machine_without_tls()
    {
        using var cli = new FleetCli(new Uri("http://192.0.2.1:7420"));

        var result = await cli.Run("servers", "list");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("[url-without-tls]");
    }

    [Fact]
    public async Task When_nobody_listens_it_says_where_it_looked_when_and_what_to_do()
    {
        using var cli = new FleetCli();

        var result = await cli.Run("servers", "list");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldMatch(@"seen: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ no answer from http://127.0.0.1:1/");
        result.Error.ShouldContain("next: ");
    }

    [Fact]
    public async Task A_new_token_is_not_printed_into_a_pipe()
    {
        using var cli = new FleetCli();

        var result = await cli.Run("operators", "add", "ci");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("--token-file");
    }
}
