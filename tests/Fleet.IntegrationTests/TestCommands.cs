using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.IntegrationTests.Reconciling;

namespace Fleet.IntegrationTests;

public static class TestCommands
{
    public static CommandHeaders Key(string? reason = null, long? ifMatch = null) => new(Guid.NewGuid(), reason, ifMatch);

    public static EnrollServerRequest Server(string name, params (string Key, string Value)[] labels) => new(
        name, $"{name}.example", new($"{name}.host.example", 22, "fleet"), new(null), labels.ToDictionary(l => l.Key, l => l.Value));

    public static async Task<Claimed> EnrollAndClaim(this RunningControlPlane fleet, string name, params (string Key, string Value)[] labels) =>
        await fleet.ClaimServer((await fleet.Enroll(name, labels)).Servers[0].Id);

    /// <summary>Claims that server; what else is due is let go again.</summary>
    public static async Task<Claimed> ClaimServer(this RunningControlPlane fleet, Guid server) => (await fleet.TryClaim(server)).ShouldNotBeNull();

    public static async Task<Claimed?> TryClaim(this RunningControlPlane fleet, Guid server)
    {
        Claimed? found = null;
        foreach (var claimed in await fleet.Database.Worker.Claim(slots: 500, urgent: 64))
            if (claimed.Server == server)
                found = claimed;
            else
                await fleet.Database.Worker.Done(claimed, TimeSpan.Zero, report: null);
        return found;
    }

    public static Task<ServerDetail> Until(this RunningControlPlane fleet, string server, Func<ServerDetail, bool> condition) =>
        Eventually.Get(() => fleet.Client.Servers.Get(server, TestContext.Current.CancellationToken), condition);

    public static Task<CommandAccepted> Enroll(this RunningControlPlane fleet, string name, params (string Key, string Value)[] labels) =>
        fleet.Client.Servers.Enroll(Server(name, labels), Key(), TestContext.Current.CancellationToken);
}
