using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Cli;
using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Epochs;

public sealed class RecoveringTests(TestPostgres postgres, TestHosts hosts)
{
    private const string Password = "battery horse staple";

    [Fact]
    public async Task a_copy_changes_nothing_and_what_backup_names_brings_everything_back_without_a_surprise()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await Enforced(host);
        await fleet.Run(0, "lockdown", "all");
        await fleet.RunWithInput(0, Password + "\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        await using var kept = await Keeping.Of(fleet);
        kept.List.Items[0].Tables!.ShouldBe(await Tables(fleet));
        var before = await host.Files();

        var copy = await kept.Restore("_copy");
        copy.Init.ShouldContain("is a copy");
        var (controlPlane, worker, cli) = await fleet.StartBeside(copy.ControlPlane, copy.Worker);
        await using (controlPlane)
        await using (worker)
        using (cli)
        {
            await ChangesNothing(cli, RunningFleet.NameOf(host));
            await IsRefusedOnItsOwnWay(cli, RunningFleet.NameOf(host));
            (await host.Files()).ShouldBe(before);
        }

        await fleet.Run(0, "check", "all");
        (await fleet.Run(0, "recover")).Output.ShouldContain("Nothing to recover from");

        await fleet.Stop();
        await fleet.Database.DropIt();
        Directory.Delete(fleet.Keys, recursive: true);
        Directory.Delete(Path.Combine(fleet.Home, "worker.state"), recursive: true);
        var restored = await kept.Restore("_again");
        await fleet.Restart(restored.ControlPlane, restored.Worker);
        await fleet.Run(0, "check", "all");

        (await fleet.Run(5, "recover")).Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("is a copy"), o => o.ShouldContain("  nothing would be undone"), o => o.ShouldContain("0 of 1 servers would be changed"));
        (await fleet.Run(4, "recover", "--accept", "--reason", "the machine burnt, INC-411", "--yes")).Error.ShouldContain("--original gone");
        (await fleet.Run(0, "recover", "--accept", "--original", "gone", "--reason", "the machine burnt, INC-411", "--yes")).Output.ShouldContain("proven");
        (await host.Files()).ShouldBe(before);
        (await fleet.Run(0, "recover")).Output.ShouldContain("Nothing to recover from");
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        (await bosh.User(host, "alice", Password)).Login.ShouldBe(MemberLogin.Proven);
        await fleet.RunWithInput(0, Password + "\n", "register", "bob", "--on", "all", "--password-stdin", "--yes");
        (await bosh.User(host, "bob", Password)).Login.ShouldBe(MemberLogin.Proven);
    }

    [Fact]
    public async Task a_database_from_before_later_commands_undoes_nothing_until_that_is_accepted()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await Enforced(host);
        var name = RunningFleet.NameOf(host);
        await fleet.Run(0, "servers", "access", "all", "open");
        await fleet.RunWithInput(0, Password + "\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        await using var kept = await Keeping.Of(fleet);
        await fleet.Run(0, "lockdown", "all");
        await fleet.RunWithInput(0, Password + "\n", "register", "bob", "--on", "all", "--password-stdin", "--yes");
        await fleet.Run(0, "users", "remove", "alice", "--yes");
        var before = await host.Files();

        await fleet.Stop();
        await kept.RestoreInPlace();
        await fleet.Restart();

        (await fleet.Run(1, "check", "all")).Output.ShouldContain("this database has let nothing through after");
        (await fleet.Show(host)).Summary.ShouldSatisfyAllConditions(
            s => s.State.ShouldBe("restored-from-past"), s => s.Verdict.ShouldBe("locked"), s => s.Held!.ShouldHaveSingleItem().Kind.ShouldBe("restored-from-past"));
        await fleet.Run(0, "servers", "access", "all", "open", "--no-wait");
        (await host.Files()).ShouldBe(before);

        (await fleet.Run(5, "recover")).Output.Split('\n').ShouldSatisfyAllConditions(
            l => l.ShouldContain(o => o.StartsWith($"{name}: the host accepted fence", StringComparison.Ordinal)),
            l => l.Where(o => o.StartsWith("  ", StringComparison.Ordinal)).ShouldBe(
            [
                "  - authentication = \"internal_hashed\"", "  + authentication = \"jitsi-anonymous\"",
                "  ~ Jicofo asks for a login: on -> off (file)", "  ~ in force: internal_hashed -> jitsi-anonymous (in-place)", "  + account alice", "  = account bob stays; this database does not know it",
            ]));

        (await fleet.Run(2, "recover", "--accept", "--reason", "the database was lost, INC-411", "--yes")).Output.ShouldContain("user-unknown bob");
        (await fleet.Show(host)).Summary.ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("open"), s => s.State.ShouldBe("changed"), s => s.Held.ShouldBeNull());
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        (await bosh.Stranger(host)).Login.ShouldBe(AnonymousLogin.Accepted);
        (await fleet.Run(4, "recover", "--accept", "--reason", "again", "--yes")).Error.ShouldContain("nothing-to-recover");
        (await fleet.Run(0, "audit")).Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("is ahead of this database"), o => o.ShouldContain("the database was lost, INC-411"));
    }

    private static async Task ChangesNothing(FleetCli cli, string name)
    {
        (await cli.Run("servers", "access", "all", "open", "--yes", "--no-wait")).ExitCode.ShouldBe(0);
        (await cli.Run("check", "all")).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(2), r => r.Output.ShouldContain("access-mode"));
        (await cli.Run("servers", "show", name)).Output.ShouldContain("this database is a copy");
        (await cli.Run("recover")).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(5), r => r.Output.ShouldContain("If the original still runs, accept nothing"), r => r.Output.ShouldContain("would be changed"));
    }

    private static async Task IsRefusedOnItsOwnWay(FleetCli cli, string name)
    {
        (await cli.Run("recover", "--accept", "--original", "lives", "--reason", "staging of its own", "--yes")).Output.ShouldContain("obeys another database of this fleet");
        (await cli.Run("servers", "take-over", name)).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(5), r => r.Output.ShouldContain("  sudo fleet-host take-over "));
    }

    private static Task<List<string>> Tables(RunningFleet fleet) => fleet.Database.Owner.Rows(
        """
        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1
        """,
        r => r.GetString(0));

    private async Task<RunningFleet> Enforced(TestHost host)
    {
        var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        return fleet;
    }
}
