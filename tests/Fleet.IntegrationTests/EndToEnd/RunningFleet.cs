using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Operators;
using Fleet.ControlPlane.Storage;
using Fleet.IntegrationTests.Cli;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Worker.Keys;

namespace Fleet.IntegrationTests.EndToEnd;

/// <summary>A whole Fleet as an operator has it: control plane and worker as programs of their own, real hosts made ready for it, and the command line.</summary>
internal sealed class RunningFleet : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-end-to-end-").FullName;
    private readonly List<ScriptResult> _said = [];
    private readonly string _authority;
    private readonly string _names;
    private readonly KeyDirectory _keys;
    private FleetCli _cli = null!;
    private HttpClient _http = null!;
    private IReadOnlyDictionary<string, string> _settings = new Dictionary<string, string>();
    private string? _workerLogin;

    private RunningFleet(TestPostgres postgres, TestHosts hosts)
    {
        (Database, _authority, _names) = (new FleetDatabase(postgres), hosts.AuthorityPath, hosts.NamesPath);
        _keys = new KeyDirectory(Path.Combine(_directory, "keys"));
    }

    public FleetDatabase Database { get; }

    public RunningProgram? ControlPlane { get; private set; }

    public RunningProgram? Worker { get; private set; }

    /// <summary>Its login at the database.</summary>
    public string WorkerName { get; } = $"worker_{Guid.NewGuid():n}"[..20];

    /// <summary>Where all of its programs send their traces.</summary>
    public TraceReceiver Traces { get; private set; } = null!;

    public FleetClient Client { get; private set; } = null!;

    /// <summary>All that the command line printed.</summary>
    public string Said => string.Concat(_said.Select(s => s.Output + s.Error));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<RunningFleet> Start(TestPostgres postgres, TestHosts hosts, params IEnumerable<TestHost> servers) =>
        Start(new RunningFleet(postgres, hosts), servers);

    /// <summary>With further settings of its programs, by their names in the environment.</summary>
    public static Task<RunningFleet> Start(
        TestPostgres postgres, TestHosts hosts, IReadOnlyDictionary<string, string> settings, IEnumerable<TestHost> servers) =>
        Start(new RunningFleet(postgres, hosts) { _settings = settings }, servers);

    private static async Task<RunningFleet> Start(RunningFleet fleet, IEnumerable<TestHost> servers)
    {
        try
        {
            await fleet.Start(servers);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>The name by which Fleet knows this host.</summary>
    public static string NameOf(TestHost host) => $"meet-{host.Number}";

    /// <summary>Where its keys, logins and its worker's state are.</summary>
    public string Home => _directory;

    public string Keys => _keys.Path;

    /// <summary>The fleet command with these arguments; fails unless it ends with that exit code.</summary>
    public Task<ScriptResult> Run(int exitCode, params string[] arguments) => RunWithInput(exitCode, "", arguments);

    public async Task<ScriptResult> RunWithInput(int exitCode, string input, params string[] arguments)
    {
        var result = await _cli.RunWithInput(input, arguments);
        _said.Add(result);
        result.ExitCode.ShouldBe(exitCode, $"fleet {string.Join(' ', arguments)}\n{result.Output}{result.Error}\n{Worker?.Log}");
        return result;
    }

    public Task<ServerDetail> Show(TestHost host) => Client.Servers.Get(NameOf(host), Cancellation);

    /// <summary>The server is enforced: Fleet may change it, and has its account there by which it proves that a member gets in.</summary>
    public Task Enforce(TestHost host) => Run(0, "servers", "enforcement", $"name={NameOf(host)}", "enforce");

    public Task Enroll(TestHost host) => Run(
        0, "servers", "enroll", NameOf(host), "--domain", host.Name, "--ssh", host.Address, "--probe", host.Address,
        "--probe-ca", _authority, "--host-key", host.HostKeyFingerprint);

    /// <summary>Both of its programs again after <see cref="Stop"/>, with these logins or those from before; the operator has his token.</summary>
    public async Task Restart(string? controlPlaneLogin = null, string? workerLogin = null)
    {
        (ControlPlane, Worker) = (await StartControlPlane(login: controlPlaneLogin), await StartWorker(login: workerLogin));
        _http.Dispose();
        _cli.Dispose();
        Connect(await ListeningAt(ControlPlane));
    }

    /// <summary>Another control plane and worker with the same keys, on another database.</summary>
    public async Task<(RunningProgram ControlPlane, RunningProgram Worker, FleetCli Cli)> StartBeside(string controlPlaneLogin, string workerLogin)
    {
        var controlPlane = await StartControlPlane(login: controlPlaneLogin);
        return (controlPlane, await StartWorker(login: workerLogin), new FleetCli(await ListeningAt(controlPlane), SecretFile.Read(TokenFile)));
    }

    public async Task Stop()
    {
        await Worker!.DisposeAsync();
        await ControlPlane!.DisposeAsync();
        (Worker, ControlPlane) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (Worker is not null) await Worker.DisposeAsync();
        if (ControlPlane is not null) await ControlPlane.DisposeAsync();
        if (Traces is not null) await Traces.DisposeAsync();
        _http?.Dispose();
        _cli?.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task Start(IEnumerable<TestHost> servers)
    {
        await Database.InitializeAsync();
        (await Script.Run(RunningProgram.PathOf("Fleet.Worker"), ["init", "--keys", _keys.Path])).MustSucceed();
        foreach (var host in servers) await host.Prepare(_keys.Bundle);
        Traces = await TraceReceiver.Start();
        ControlPlane = await StartControlPlane();
        Worker = await StartWorker();
        await LogIn(await ListeningAt(ControlPlane));
    }

    /// <summary>One more of them, as the first one was; whoever starts it ends it.</summary>
    public async Task<RunningProgram> StartControlPlane(string metricsUrl = "http://127.0.0.1:0", string? login = null) => new("Fleet.ControlPlane", Environment(new()
    {
        ["FLEET_Database_FILE"] = await SecretIn("controlplane.login", login ?? Database.ControlPlaneConnection),
        ["FLEET_PublicBundle"] = _keys.Bundle,
        ["FLEET_Urls"] = "http://127.0.0.1:0",
        ["FLEET_MetricsUrl"] = metricsUrl,
    }));

    /// <summary>With the login and the state of the one before, as the same unit starts it again; whoever starts it ends it.</summary>
    public async Task<RunningProgram> StartWorker(string metricsUrl = "http://127.0.0.1:0", string? login = null)
    {
        login ??= _workerLogin ??= await Login.Make(Database.Owner, "worker", WorkerName, Cancellation);
        return new("Fleet.Worker", Environment(new()
        {
            ["FLEET_Database_FILE"] = await SecretIn("worker.login", login),
            ["FLEET_Keys"] = _keys.Path,
            ["FLEET_Probing__HostsFile"] = _names,
            ["FLEET_State"] = Path.Combine(_directory, "worker.state"),
            // Servers are looked at when a test asks, not in between.
            ["FLEET_Reconciling__CheckInterval"] = "00:30:00",
            ["FLEET_MetricsUrl"] = metricsUrl,
        }));
    }

    private Dictionary<string, string> Environment(Dictionary<string, string> own)
    {
        foreach (var (name, value) in Traces.Environment.Concat(_settings)) own[name] = value;
        return own;
    }

    private async Task<string> SecretIn(string name, string text)
    {
        var file = Path.Combine(_directory, name);
        await SecretFile.Write(file, text, Cancellation);
        return file;
    }

    private string TokenFile => Path.Combine(_directory, "dana.token");

    private async Task LogIn(Uri url)
    {
        await OperatorTokenVerb.Run(Switches.Parse(["dana", "--token-file", TokenFile, "--owner-connection", Database.OwnerConnection], 1, "token-file", "owner-connection"), Cancellation);
        Connect(url);
    }

    private void Connect(Uri url)
    {
        var token = SecretFile.Read(TokenFile);
        _cli = new FleetCli(url, token);
        foreach (var (name, value) in Traces.Environment) _cli.Environment[name] = value;
        _http = ApiHttp.Create(url, new Secret(token), "tests/1.0");
        Client = new FleetClient(_http);
    }

    private static async Task<Uri> ListeningAt(RunningProgram controlPlane)
    {
        const string announced = "Now listening on: ";
        await controlPlane.Says(announced);
        return new Uri(controlPlane.Log.Split(announced)[1].Split('\n')[0].Trim());
    }
}
