using System.Collections.Immutable;
using System.Text.Json;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;
using Fleet.Worker.Keys;
using Jose;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>A fleet of its own for a test: keys, workers with logins, servers on real hosts, and the work rows that a control plane would write.</summary>
internal sealed class TestFleet : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly NpgsqlDataSource _owner;
    private readonly NpgsqlDataSource _controlPlane;
    private readonly TestHosts _hosts;
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("fleet-worker-tests-").FullName;
    private readonly List<WorkerProcess> _workers = [];
    private int _logins;

    public TestFleet(FleetDatabase database, TestHosts hosts)
        : this(database.Owner, database.ControlPlane, hosts)
    {
    }

    public TestFleet(NpgsqlDataSource owner, NpgsqlDataSource controlPlane, TestHosts hosts)
    {
        (_owner, _controlPlane, _hosts) = (owner, controlPlane, hosts);
        Directory = new KeyDirectory(Path.Combine(_directory, "keys"));
        InitCommand.Run(Directory.Path, TextWriter.Null, TextWriter.Null).ShouldBe(0);
        Keys = ((KeysRead.Loaded)KeysReader.Read(Directory)).Keys;
    }

    public KeyDirectory Directory { get; }

    public FleetKeys Keys { get; }

    /// <summary>Installs fleet-host for this fleet, as `fleet servers prepare` does.</summary>
    public async Task Prepare(params IEnumerable<TestHost> hosts)
    {
        var bundle = JsonDocument.Parse(await File.ReadAllTextAsync(Directory.Bundle)).RootElement;
        var publicKey = Path.Combine(_directory, "ssh.pub");
        await File.WriteAllTextAsync(publicKey, bundle.GetProperty("ssh").GetString() + "\n");
        foreach (var host in hosts) await host.Prepare(publicKey, "--fleet", $"{Keys.Fleet}");
    }

    public async Task<WorkerProcess> StartWorker(IReadOnlyDictionary<string, string>? settings = null, TcpRelay? relay = null)
    {
        var name = $"w{++_logins}_{Guid.NewGuid():n}"[..20];
        var login = new NpgsqlConnectionStringBuilder(await Login.Make(_owner, "worker", name, TestContext.Current.CancellationToken));
        if (relay is not null) (login.Host, login.Port) = ("127.0.0.1", relay.Port);
        var names = KeyValuePair.Create("FLEET_Probing__HostsFile", _hosts.NamesPath);
        var worker = new WorkerProcess(
            Directory, login.ConnectionString, Path.Combine(_directory, name), new Dictionary<string, string>([names, .. settings ?? new Dictionary<string, string>()]));
        _workers.Add(worker);
        return worker;
    }

    /// <summary>The desired state of a server on this host, after these commands.</summary>
    public DesiredServer Server(TestHost host, params IServerEvent[] commands)
    {
        var enrolled = new ServerEnrolled(
            Guid.CreateVersion7(), $"meet-{host.Number:D2}", host.Name, new SshEndpoint(host.Address, 22, "fleet"),
            new ProbeTarget(host.Address, 443, new ProbeTrust.Authority(File.ReadAllText(_hosts.AuthorityPath))), ImmutableSortedDictionary<string, string>.Empty);
        var pinned = DesiredServer.Evolve(DesiredServer.Evolve(null, enrolled, 1), new HostKeyPinned(new HostKey("ssh-ed25519", host.HostKeyFingerprint)), 2)!;
        return After(pinned, commands);
    }

    public static DesiredServer After(DesiredServer server, params IServerEvent[] commands) =>
        commands.Aggregate(server, (state, command) => DesiredServer.Evolve(state, command, state.Generation + 1)!);

    public Task Want(DesiredServer server, string? traceparent = null) =>
        _controlPlane.Want(server.Id, server.Generation, JsonSerializer.Serialize(server, WireJson.Options), priority: 0, traceparent);

    /// <summary>The server with this user granted, whose sealed credential is where workers find it.</summary>
    public async Task<DesiredServer> Grant(DesiredServer server, string user, string password)
    {
        var (credential, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var verifier = ScramVerifier.Derive(Prepared(password), ScramHash.Sha1, $"{Guid.NewGuid()}");
        var sealed_ = new CredentialSealer(Keys).Seal(server, user, verifier, credential);
        await _controlPlane.Execute(
            "insert into work.credential (credential_id, user_id, server_id, hash, jwe) values ($1, $2, $3, $4, $5)", credential, id, server.Id, sealed_.Hash, sealed_.Jwe);
        return After(server, new AccountGranted(id, user, credential));
    }

    /// <summary>Gives the server a probe account, as the control plane does for enforced ones.</summary>
    public async Task GrantProbe(DesiredServer server)
    {
        var password = Guid.NewGuid().ToString("n");
        var verifier = ScramVerifier.Derive(Prepared(password), ScramHash.Sha1, $"{Guid.NewGuid()}");
        var content = JsonSerializer.Serialize(new SealedContent(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey, password), JsonSerializerOptions.Web);
        var header = new SealingHeader(
            Keys.Current.Kid, $"{Keys.Fleet}", $"{Guid.CreateVersion7()}", UserName.ProbeAccount, $"{server.Id}", server.Domain, "SHA-1", SealingHeader.ForProbe);
        var jwe = JWT.Encode(content, Keys.Current.PublicJwk, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM, extraHeaders: header.ToMembers());
        await _controlPlane.Execute("insert into work.probe_credential (server_id, jwe) values ($1, $2)", server.Id, jwe);
    }

    private static PreparedPassword Prepared(string password) =>
        SaslPrep.Prepare(password).TryGet(out var prepared, out var refusal) ? prepared : throw new ArgumentException(refusal.Text, nameof(password));

    /// <summary>Waits until this server has a report that the condition holds for; earlier ones are passed over.</summary>
    public async Task<ReconcileReport> Report(DesiredServer server, Func<ReconcileReport, bool>? condition = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            return await WaitFor(server, condition ?? (_ => true), limit.Token);
        }
        catch (OperationCanceledException late)
        {
            var seen = string.Join('\n', (await Reports(server)).Select(r => $"{r.Outcome} {r.Generation} {r.Verdict} {r.Failure}"));
            throw new TimeoutException($"no such report within {Longest}; reports:\n{seen}\n{string.Join("\n---\n", _workers.Select(w => w.Log))}", late);
        }
    }

    private async Task<ReconcileReport> WaitFor(DesiredServer server, Func<ReconcileReport, bool> condition, CancellationToken stop)
    {
        await using var connection = await _controlPlane.OpenConnectionAsync(stop);
        await using (var listen = new NpgsqlCommand("listen fleet_report", connection)) await listen.ExecuteNonQueryAsync(stop);
        while (true)
        {
            if ((await Reports(server)).LastOrDefault(condition) is { } report) return report;
            await connection.WaitAsync(stop);
        }
    }

    public async Task<List<ReconcileReport>> Reports(DesiredServer server) => await _controlPlane.Rows(
        "select body from work.report where server_id = $1 order by id",
        row => JsonSerializer.Deserialize<ReconcileReport>(row.GetString(0), WireJson.Options)!, server.Id);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }
}
