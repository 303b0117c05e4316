using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Runs that can't end as they should. The host is a port on loopback where everything connects and nothing is answered.</summary>
public sealed class RunEndTests : IClassFixture<FleetDatabase>, IAsyncDisposable
{
    private const string Done = "function work.done(uuid, bigint, bigint, interval, text)";

    private readonly FleetDatabase _database;
    private readonly TestFleet _fleet;
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly DesiredServer _server;

    public RunEndTests(FleetDatabase database, TestHosts hosts)
    {
        (_database, _fleet) = (database, new TestFleet(database, hosts));
        _silent.Start();
        var port = ((IPEndPoint)_silent.LocalEndpoint).Port;
        var enrolled = new ServerEnrolled(
            Guid.CreateVersion7(), "meet-01", "meet.example.test", new SshEndpoint("127.0.0.1", port, "fleet"),
            new ProbeTarget("127.0.0.1", port, new ProbeTrust.SystemRoots()), ImmutableSortedDictionary<string, string>.Empty);
        var key = new HostKey("ssh-ed25519", "SHA256:" + new string('A', 43));
        _server = TestFleet.After(DesiredServer.Evolve(null, enrolled, 1)!, new HostKeyPinned(key));
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _silent.Dispose();
    }

    [Fact]
    public async Task a_run_that_takes_too_long_is_reported_as_failed_and_its_server_as_unknown()
    {
        var worker = await _fleet.StartWorker(new Dictionary<string, string>
        {
            ["FLEET_Lease__LongestRun"] = "00:00:00.5",
            ["FLEET_Lease__RenewEvery"] = "00:00:00.2",
        });
        await _fleet.Want(_server);

        var report = await _fleet.Report(_server);

        report.Failure.ShouldNotBeNull(worker.Log).Code.ShouldBe("run-overdue");
        (report.Outcome, report.Verdict, report.Observation).ShouldBe((ReconcileOutcome.Failed, Verdict.Unknown, null));
        report.VerdictEvidence.ShouldContain("without a result");
    }

    [Fact]
    public async Task a_report_that_the_database_refuses_for_good_is_given_up_with_its_code()
    {
        await _database.Owner.Execute($"revoke execute on {Done} from fleet_worker");
        var worker = await _fleet.StartWorker(new Dictionary<string, string>
        {
            ["FLEET_Ssh__ConnectTimeout"] = "00:00:00.2",
            ["FLEET_Probing__Timeout"] = "00:00:00.3",
        });
        await _fleet.Want(_server);
        await worker.Says("PostgreSQL refused it for good (42501");
        await _database.Owner.Execute($"grant execute on {Done} to fleet_worker");
        (await _fleet.Report(_server)).Probe.ShouldNotBeNull().Detail.ShouldContain("the probe's 0.3 s were over");
    }
}
