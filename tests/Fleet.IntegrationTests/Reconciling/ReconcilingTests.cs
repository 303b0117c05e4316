using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>A database for the class, and for each test a fleet of its own on hosts that it leases.</summary>
public abstract class ReconcilingTests(FleetDatabase database, TestHosts hosts) : IClassFixture<FleetDatabase>, IAsyncDisposable
{
    protected FleetDatabase Database { get; } = database;

    protected TestHosts Hosts { get; } = hosts;

    private protected TestFleet Fleet { get; } = new(database, hosts);

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A host with this fleet's hand on it.</summary>
    protected async Task<TestHost> Prepared()
    {
        var host = await Hosts.Lease();
        await Fleet.Prepare(host);
        return host;
    }
}
