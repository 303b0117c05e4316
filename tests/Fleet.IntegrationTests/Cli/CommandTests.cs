using System.Text.Json;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Cli;

/// <summary>The real program against the real control plane; the test is the worker.</summary>
public sealed class CommandTests(RunningControlPlane fleet) : IClassFixture<RunningControlPlane>, IDisposable
{
    private static readonly DriftItem Open = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "outside", "let in");
    private readonly FleetCli _cli = new(fleet.Url, fleet.Token.Value);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Enrolling_is_done_when_it_is_written_and_names_the_next_step()
    {
        var result = await _cli.Run("servers", "enroll", "cli-01", "--domain", "cli-01.example", "--ssh", "192.0.2.1", "--label", "env=cli1");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain("next: fleet servers prepare cli-01");
        (await _cli.Run("servers", "list", "env=cli1")).Output.ShouldContain("cli-01  cli-01.example");
    }

    [Fact]
    public async Task What_the_control_plane_refuses_is_exit_4_with_its_code()
    {
        await fleet.Enroll("cli-02");

        var taken = await _cli.Run("servers", "enroll", "cli-02", "--domain", "other.example");
        var unknown = await _cli.Run("servers", "show", "nobody");
        var stale = await _cli.Run("servers", "relabel", "cli-02", "a=b", "--if-generation", "99");

        (taken.ExitCode, unknown.ExitCode, stale.ExitCode).ShouldBe((4, 4, 4));
        taken.Error.ShouldContain("[server-name-taken]");
        unknown.Error.ShouldContain("[server-unknown]");
        stale.Error.ShouldContain("meant for version 99");
    }

    [Theory]
    [InlineData("locked", 0, "proven")]
    [InlineData("open", 2, "drift")]
    [InlineData("unreachable", 1, "unknown")]
    public async Task A_lockdown_ends_with_what_was_proven(string seen, int code, string result)
    {
        var name = $"cli-{seen}";
        await Settle(name);
        var running = _cli.Run("lockdown", $"name={name}", "-o", "json");

        await Report(name, claimed => seen switch
        {
            "locked" => claimed.Clean(),
            "open" => claimed.Clean(Verdict.Open).With(Open),
            _ => claimed.Clean().Failed(ReconcileOutcome.Unreachable, "unreachable", "no route to it"),
        });

        var ended = await running;
        ended.ExitCode.ShouldBe(code, ended.Error);
        var server = JsonDocument.Parse(ended.Output).RootElement.GetProperty("status").GetProperty("servers")[0];
        server.GetProperty("state").GetString().ShouldBe(result);
        ended.Error.ShouldContain($"{name}  {result}");
    }

    [Fact]
    public async Task One_proven_and_one_not_is_partly_done()
    {
        await Settle("part-01", ("group", "part"));
        await Settle("part-02", ("group", "part"));
        var running = _cli.Run("lockdown", "group=part", "--expect", "2");

        await Report("part-01", claimed => claimed.Clean());
        await Report("part-02", claimed => claimed.Clean().Failed(ReconcileOutcome.Failed, "no-sudo", "sudo said no"));

        var ended = await running;
        ended.ExitCode.ShouldBe(3, ended.Error);
        ended.Output.ShouldContain("sudo said no");
    }

    [Fact]
    public async Task Nobody_at_work_is_exit_6_and_following_it_later_works()
    {
        await Settle("late-01");

        var result = await _cli.Run("lockdown", "name=late-01", "--timeout", "1s");

        result.ExitCode.ShouldBe(6);
        var id = result.Error[(result.Error.IndexOf("fleet follow ", StringComparison.Ordinal) + "fleet follow ".Length)..].Trim();
        await Report("late-01", claimed => claimed.Clean());
        var followed = await _cli.Run("follow", id);
        followed.ExitCode.ShouldBe(0, followed.Error);
        followed.Output.ShouldContain("late-01  proven  locked");
    }

    [Fact]
    public async Task Without_waiting_exit_0_means_accepted()
    {
        await Settle("nowait-01");

        var result = await _cli.Run("lockdown", "name=nowait-01", "--no-wait");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("nowait-01  accepted");
    }

    [Fact]
    public async Task A_wrong_number_of_servers_changes_nothing()
    {
        var before = (await fleet.Enroll("expect-01", ("group", "expect"))).Servers[0].Generation;

        var result = await _cli.Run("lockdown", "group=expect", "--expect", "2");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("[selector-matches-other-number]");
        (await fleet.Client.Servers.Get("expect-01", TestContext.Current.CancellationToken)).Summary.Generation.ShouldBe(before);
    }

    [Fact]
    public async Task A_repeated_key_is_the_same_command()
    {
        await fleet.Enroll("repeated-01");
        string[] command = ["servers", "relabel", "repeated-01", "a=b", "--no-wait", "-o", "json", "--idempotency-key", $"{Guid.NewGuid()}"];

        var (first, second) = (await _cli.Run(command), await _cli.Run(command));

        second.ExitCode.ShouldBe(0, second.Error);
        second.Output.ShouldBe(first.Output);
    }

    [Fact]
    public async Task Drift_and_servers_that_nobody_could_judge_are_never_exit_0()
    {
        await Settle("drift-01", ("group", "drift"));
        (await _cli.Run("drift", "group=drift")).ExitCode.ShouldBe(0);

        (await _cli.Run("check", "group=drift", "--no-wait")).ExitCode.ShouldBe(0);
        await Report("drift-01", claimed => claimed.Clean(Verdict.Open).With(Open));
        await fleet.Until("drift-01", s => s.Drift.Count == 1);
        var drift = await _cli.Run("drift", "group=drift");
        drift.ExitCode.ShouldBe(2);
        drift.Output.ShouldContain("drift-01  critical  open-from-outside");

        await fleet.Enroll("drift-02", ("group", "drift2"));
        (await _cli.Run("drift", "group=drift2")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_operators_token_works_until_it_is_revoked()
    {
        var file = Path.Combine(_cli.Home, "eve.token");
        (await _cli.Run("operators", "add", "eve", "--expires", "1d", "--token-file", file)).ExitCode.ShouldBe(0);
        using var eve = new FleetCli(fleet.Url, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim());
        (await eve.Run("servers", "list")).ExitCode.ShouldBe(0);

        (await _cli.Run("operators", "revoke", "eve")).ExitCode.ShouldBe(0);

        var refused = await eve.Run("servers", "list");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("next: ");
        (await _cli.Run("operators", "list")).Output.ShouldContain("eve       revoked");
    }

    private async Task Settle(string name, params (string, string)[] labels)
    {
        var claimed = await fleet.EnrollAndClaim(name, labels);
        await fleet.Database.Worker.Done(claimed, claimed.Clean());
        await fleet.Until(name, s => s.Summary.State == "checked");
    }

    private async Task Report(string name, Func<Claimed, ReconcileReport> report)
    {
        var server = (await fleet.Client.Servers.Get(name, TestContext.Current.CancellationToken)).Summary;
        var claimed = await Eventually.Get(() => fleet.TryClaim(server.Id), claimed => claimed is not null);
        await fleet.Database.Worker.Done(claimed!, report(claimed!));
    }
}
