using System.Net;
using System.Security.Cryptography;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Operators;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Telemetry;
using Jose;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.IntegrationTests;

/// <summary>The real host of the control plane, on a free port and a database of its own; with an operator, <c>dana</c>.</summary>
public sealed class RunningControlPlane(TestPostgres postgres) : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-controlplane-").FullName;
    private WebApplication _app = null!;

    public string MetricsUrl { get; init; } = "http://127.0.0.1:0";

    public FleetDatabase Database { get; } = new(postgres);
    public ECDiffieHellman SealingKey { get; } = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    public Guid FleetId { get; } = Guid.NewGuid();
    public string SshKey { get; } = $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))[..43]} fleet";
    public Uri Url { get; private set; } = null!;
    public Secret Token { get; private set; }
    public FleetClient Client { get; private set; } = null!;
    public HttpClient Http { get; private set; } = null!;
    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        var bundle = Path.Combine(_directory, "fleet.public.json");
        var key = new Jwk(SealingKey, isPrivate: false) { KeyId = "test-key", Alg = "ECDH-ES", Use = "enc" };
        await File.WriteAllTextAsync(bundle, $$"""{"fleet":"{{FleetId}}","sealing":[{{key.ToJson(JWT.DefaultSettings.JsonMapper)}}],"ssh":"{{SshKey}}"}""");
        (_app, Url) = await Start(bundle);
        Token = await AddOperator("dana");
        Http = ClientOf(Token);
        Client = new FleetClient(Http);
    }

    public async Task<Secret> AddOperator(string name)
    {
        var file = Path.Combine(_directory, $"{name}.token");
        await OperatorTokenVerb.Run(Switches.Parse([name, "--token-file", file, "--owner-connection", Database.OwnerConnection], 1, "token-file", "owner-connection"), default);
        return new Secret((await File.ReadAllTextAsync(file)).Trim());
    }

    public HttpClient ClientOf(Secret? token) => ApiHttp.Create(Url, token, "tests/1.0");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        SealingKey.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>One more node on the same database; whoever starts it ends it.</summary>
    public async Task<(WebApplication Node, FleetClient Client)> StartAnotherNode()
    {
        var (node, url) = await Start(Path.Combine(_directory, "fleet.public.json"));
        return (node, new FleetClient(ApiHttp.Create(url, Token, "tests/1.0")));
    }

    /// <summary>Where it tells of itself, without a token.</summary>
    public Uri Watched => Services.GetRequiredService<TelemetryListener>().Url!;

    /// <summary>One more node, as a process of its own.</summary>
    internal RunningProgram StartNode() => new("Fleet.ControlPlane", new Dictionary<string, string>
    {
        ["FLEET_Database"] = Database.ControlPlaneConnection,
        ["FLEET_PublicBundle"] = Path.Combine(_directory, "fleet.public.json"),
        ["FLEET_Urls"] = "http://127.0.0.1:0",
    });

    public Task Stop() => _app.StopAsync();

    private async Task<(WebApplication, Uri)> Start(string bundle)
    {
        var app = ControlPlaneHost.Build(["--Database", Database.ControlPlaneConnection, "--Urls", "http://127.0.0.1:0", "--MetricsUrl", MetricsUrl, "--PublicBundle", bundle]);
        await app.StartAsync();
        return (app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }
}
