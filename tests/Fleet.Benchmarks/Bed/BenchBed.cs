using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Npgsql;

namespace Fleet.Benchmarks.Bed;

/// <summary>What infra/bench has set up in one directory: prepared hosts, a control plane, keys, and a login for each worker.</summary>
internal sealed class BenchBed : IAsyncDisposable
{
    private readonly string _directory;

    private BenchBed(string directory, Uri url)
    {
        _directory = directory;
        Owner = NpgsqlDataSource.Create(Read("owner"));
        Api = new FleetClient(ApiHttp.Create(url, new Secret(Read("token")), "fleet-bench"));
        Hosts = File.Exists(In("hosts")) ? [.. File.ReadAllLines(In("hosts")).Select(BenchHost.Parse)] : [];
    }

    public ImmutableArray<BenchHost> Hosts { get; }

    public FleetClient Api { get; }

    /// <summary>The owner of the database: to watch, never to steer.</summary>
    public NpgsqlDataSource Owner { get; }

    public string SshKey => In("keys/ssh_ed25519");

    public string KnownHosts => In("known_hosts");

    public static BenchBed Open(string directory) =>
        new(directory, new Uri(Environment.GetEnvironmentVariable("FLEET_URL") ?? throw new InvalidOperationException("FLEET_URL is not set")));

    public string In(string name) => Path.Combine(_directory, name);

    public string Read(string name) => File.ReadAllText(In(name)).Trim();

    public static CommandHeaders Headers => new(Guid.NewGuid(), "benchmark");

    public async Task<IReadOnlyList<CommandServer>> Enroll(IEnumerable<BenchHost> hosts)
    {
        var authority = Read("ca.crt");
        var enrolled = new List<CommandServer>();
        foreach (var host in hosts)
        {
            var answer = await Api.Servers.Enroll(
                new(host.Name, host.Domain, new(host.Address, 22, "fleet"), new(host.Address, Trust: "authority", Authority: authority),
                    new Dictionary<string, string>(StringComparer.Ordinal), [new("ssh-ed25519", host.Fingerprint)]),
                Headers,
                CancellationToken.None);
            enrolled.AddRange(answer.Servers);
        }
        return enrolled;
    }

    /// <summary>Only what is enforced is changed.</summary>
    public async Task Enforce() => await Proven(await Api.Servers.SetEnforcement(new("all", "enforce", Expect: await Count()), Headers, CancellationToken.None));

    /// <summary>More than a few servers are changed only when their number is said.</summary>
    public async Task<int> Count() => (await Api.Servers.List("all", retired: false, CancellationToken.None)).Count;

    /// <summary>Until every server of the command is as commanded; anything else than proven is a failed benchmark.</summary>
    public async Task Proven(CommandAccepted command)
    {
        if (command.Servers.FirstOrDefault(s => s.Outcome == CommandOutcome.Refused) is { } refused)
            throw new InvalidOperationException($"{refused.Name} refused: {refused.Refusal?.Text}");
        await foreach (var update in Api.Commands.Watch(command.CommandId, onReconnect: null, CancellationToken.None))
        {
            if (update.Finished?.Servers.FirstOrDefault(s => s.State != ProgressState.Proven) is { } bad)
                throw new InvalidOperationException($"{bad.Server}: {bad.State}, {bad.Verdict}, {bad.Text}");
        }
    }

    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
