using System.Globalization;
using Fleet.IntegrationTests.TestBed;
using Xunit;

[assembly: AssemblyFixture(typeof(TestHosts))]

namespace Fleet.IntegrationTests.TestBed;

/// <summary>
/// The real hosts of this test run. Ask for it in the constructor of a test class and lease what the test needs:
/// <code>
/// public sealed class LockingDown(TestHosts hosts)
/// {
///     [Fact]
///     public async Task Refuses_a_new_anonymous_session()
///     {
///         await using var host = await hosts.Lease();
/// </code>
/// The first lease boots them (about a second); a lease is exclusive, waits until hosts are free, and is always of clean hosts: open
/// Jitsi, no users, fleet-host not installed. FLEET_TEST_HOSTS is their number (default 8), TAG and NET choose the test bed. Everything
/// is taken down at the end of the run, also when it is killed.
/// </summary>
public sealed class TestHosts : IAsyncLifetime
{
    private static readonly string Program = Path.Combine(Script.Root, "infra/testbed/hosts");

    private readonly Lazy<TestBedSlot> _slot = new(TestBedSlot.Take);
    private readonly HostPool _pool = new();
    private readonly Lazy<Task> _up;
    private Guard? _guard;

    public TestHosts() => _up = new Lazy<Task>(Up);

    private static int Count { get; } = int.Parse(System.Environment.GetEnvironmentVariable("FLEET_TEST_HOSTS") ?? "8", CultureInfo.InvariantCulture);

    public string Net => _slot.Value.Net;

    /// <summary>PEM file of the CA that signed every host's certificate.</summary>
    public string AuthorityPath => $"/run/fleet-testbed/{_slot.Value.Tag}/ca.crt";

    /// <summary>The hosts' names and addresses, as hosts(5) has them: what DNS would tell a worker.</summary>
    public string NamesPath => $"/run/fleet-testbed/{_slot.Value.Tag}/names";

    /// <summary>Private SSH key of `admin`, a person who may use sudo on every host with the password in <see cref="AdminPasswordPath"/>.</summary>
    public string AdminKeyPath => $"/run/fleet-testbed/{_slot.Value.Tag}/admin.key";
    public string AdminPasswordPath => $"/run/fleet-testbed/{_slot.Value.Tag}/admin.password";

    public async Task<TestHost> Lease() => (await Lease(1))[0];

    /// <summary>Several hosts at once (never one after the other: two tests would wait for each other). Dispose each.</summary>
    public async Task<IReadOnlyList<TestHost>> Lease(int count)
    {
        await _up.Value;
        return await _pool.Take(count, TestContext.Current.CancellationToken);
    }

    /// <summary>The same host as somebody had before, clean.</summary>
    public async Task<TestHost> LeaseAgain(TestHost returned) =>
        (await _pool.Take(1, TestContext.Current.CancellationToken, only: returned))[0];

    public Task<ScriptResult> Run(IEnumerable<string> arguments, string input = "", string mode = "service", Release release = Release.Bookworm) =>
        Script.Run(Program, arguments, new Dictionary<string, string>(Environment) { ["MODE"] = mode, ["RELEASE"] = release.ToString().ToLowerInvariant() }, input);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _pool.Settle();
        if (_guard is not null)
            await _guard.DisposeAsync();
        if (_slot.IsValueCreated)
            _slot.Value.Dispose();
    }

    internal void Return(TestHost host) => _pool.Return(host);

    private Dictionary<string, string> Environment => new() { ["TAG"] = _slot.Value.Tag, ["NET"] = _slot.Value.Net };

    private async Task Up()
    {
        (await Run(["down"])).MustSucceed();
        _guard = new Guard(Program, ["hold"], Environment);
        (await Run(["up", $"{Count}"])).MustSucceed();
        TestHost[] hosts = [.. Enumerable.Range(1, Count).Select(i => new TestHost(this, i))];
        await File.WriteAllLinesAsync(NamesPath, hosts.Select(h => $"{h.Address} {h.Name}"));
        await _pool.Fill(hosts);
    }
}
