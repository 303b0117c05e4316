using Fleet.ControlPlane.Storage;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>PostgreSQL dies under a worker at work, and comes back.</summary>
public sealed class DatabaseFaultTests(TestHosts hosts) : IAsyncLifetime
{
    private static readonly string Cluster = Path.Combine(Script.Root, "infra/postgres/cluster");

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"fleet-postgres-{Guid.NewGuid():N}");
    private readonly Dictionary<string, string> _port = new() { ["PORT"] = $"{20000 + Random.Shared.Next(12000)}" };
    private NpgsqlDataSource _owner = null!;
    private TestFleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        await Up();
        var connection = await File.ReadAllTextAsync(Path.Combine(_directory, "connection"));
        _owner = NpgsqlDataSource.Create(connection);
        await InitVerb.Migrate(_owner, connection, TestContext.Current.CancellationToken);
        _fleet = new TestFleet(_owner, _owner, hosts);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await _owner.DisposeAsync();
        (await Script.Run(Cluster, ["remove", _directory])).MustSucceed();
    }

    [Fact]
    public async Task a_worker_outlives_it_and_tells_what_it_did_meanwhile()
    {
        var leased = await hosts.Lease(2);
        await _fleet.Prepare(leased);
        var servers = leased.Select(h => TestFleet.After(_fleet.Server(h), new EnforcementSet(EnforcementMode.Enforce, null))).ToArray();
        await using var load = new FlippingLoad(_fleet, leased, servers);
        var worker = await _fleet.StartWorker();
        await load.Rounds(1);

        // an apply that begins just before the database goes
        await leased[0].Exec("mv /usr/local/sbin/fleet-host /usr/local/sbin/real && printf '#!/bin/sh\\ntouch /run/reached; sleep 1; exec /usr/local/sbin/real\\n' >/usr/local/sbin/fleet-host && chmod 755 /usr/local/sbin/fleet-host");
        var server = TestFleet.After(servers[0], new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        server = TestFleet.After(server, new AccessModeSet(AccessMode.Open, Activation.InPlace, EvictSessions: false));
        await _fleet.Want(server);
        await leased[0].Look("until [ -e /run/reached ]; do sleep 0.02; done");
        await Crash();
        await worker.Says("PostgreSQL does not answer");
        await Up();
        await worker.Says("PostgreSQL answers again");

        servers[0] = server;
        await _fleet.Report(server, r => r.Generation == server.Generation && r.Failure is null);
        await load.Rounds(1);
        await load.ShouldHaveLostNothing();
    }

    private async Task Up() => (await Script.Run(Cluster, ["up", _directory], _port)).MustSucceed();

    // Its immediate shutdown: connections break and nothing is written down, as when the machine dies.
    private async Task Crash()
    {
        var pidFile = Path.Combine(_directory, "data/postmaster.pid");
        var postmaster = (await File.ReadAllLinesAsync(pidFile))[0];
        (await Script.Run("sh", ["-c", $"kill -QUIT {postmaster}; while [ -e {pidFile} ]; do sleep 0.02; done"])).MustSucceed();
        _owner.Clear();
    }
}
