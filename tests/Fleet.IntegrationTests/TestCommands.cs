using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests;

public static class TestCommands
{
    public const string KeyA = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static CommandHeaders Key(string? reason = null, long? ifMatch = null) => new(Guid.NewGuid(), reason, ifMatch);

    public static EnrollServerRequest Server(string name, params (string Key, string Value)[] labels) => new(
        name, $"{name}.example", new($"{name}.host.example", 22, "fleet"), new(null), labels.ToDictionary(l => l.Key, l => l.Value));

    public static Task<CommandAccepted> Enroll(this RunningControlPlane fleet, string name, params (string Key, string Value)[] labels) =>
        fleet.Client.Servers.Enroll(Server(name, labels), Key(), Stop);

    public static async Task<Guid> Enrolled(this RunningControlPlane fleet, string name, params (string Key, string Value)[] labels) =>
        (await fleet.Enroll(name, labels)).Servers[0].Id;

    public static Task<CommandAccepted> Access(this RunningControlPlane fleet, string selector, string mode, CommandHeaders? headers = null) =>
        fleet.Client.Servers.SetAccessMode(new(selector, mode), headers ?? Key(), Stop);

    public static Task<CommandAccepted> Enforcement(this RunningControlPlane fleet, string selector, string mode) =>
        fleet.Client.Servers.SetEnforcement(new(selector, mode), Key(), Stop);

    public static Task<CommandAccepted> Register(this RunningControlPlane fleet, string user, string selector, string password = "correct horse") =>
        fleet.Client.Users.Register(new(user, selector, new Secret(password)), Key(), Stop);

    public static async Task<Claimed> EnrollAndClaim(this RunningControlPlane fleet, string name, params (string Key, string Value)[] labels) =>
        await fleet.ClaimServer(await fleet.Enrolled(name, labels));

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

    public static Task<ServerDetail> Show(this RunningControlPlane fleet, string server) => fleet.Client.Servers.Get(server, Stop);

    public static Task<ServerDetail> Until(this RunningControlPlane fleet, string server, Func<ServerDetail, bool> condition) =>
        Eventually.Get(() => fleet.Show(server), condition);

    /// <summary>The events of a server's or user's stream: type, data and metadata.</summary>
    public static Task<List<StoredEvent>> Stream(this RunningControlPlane fleet, Guid stream) => fleet.Database.Owner.Rows(
        "select type, data::text, correlation_id, causation_id, user_name, headers::text from fleet.mt_events where stream_id = $1 order by version",
        r => new StoredEvent(r.GetString(0), r.GetString(1), Guid.Parse(r.GetString(2)), r.GetString(3), r.GetString(4), r.GetString(5)), stream);

    /// <summary>The desired state that workers are handed.</summary>
    public static async Task<DesiredServer> Desired(this RunningControlPlane fleet, Guid server) => (await fleet.Database.Owner.Rows(
        "select desired::text from work.desired_state where server_id = $1", r => JsonSerializer.Deserialize<DesiredServer>(r.GetString(0), WireJson.Options)!, server))
        .Single();

    public static Task<long> EventCount(this RunningControlPlane fleet) => fleet.Database.Owner.Scalar<long>("select count(*) from fleet.mt_events");

    public static async Task<Problem> Refused(Func<Task> command) => (await Should.ThrowAsync<ProblemException>(command)).Problem;
}

public sealed record StoredEvent(string Type, string Data, Guid Correlation, string Causation, string Actor, string Headers);
