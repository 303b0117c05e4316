using Fleet.Contracts.Api;
using Fleet.ControlPlane.Holds;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Servers;

/// <summary>From the domain's words to the API's.</summary>
public static class ServerViews
{
    public static ServerSummary Summary(ServerPicture server, DateTimeOffset now) => new(
        server.Desired.Id, server.Desired.Name, server.Desired.Domain, server.Desired.Labels, server.Desired.Generation,
        server.Desired.AccessMode is { } mode ? Kebab.Text(mode) : null,
        Kebab.Text(server.Desired.EnforcementAt(now)),
        server.Desired.EnforcementAt(now) == EnforcementMode.Suspended ? server.Desired.SuspendedUntil : null,
        Kebab.Text(server.VerdictAt(now)), State(server), StateText(server, now), server.Condition.FailingSince,
        server.Status?.Observation?.ObservedAt, server.Status?.Probe?.At,
        server.CountedDrift(now).Count(), server.CountedDrift(now).Any() ? Kebab.Text(server.CountedDrift(now).Max(d => d.Severity)) : null,
        Sessions(server.Status?.Observation?.InForce), server.Desired.Retired,
        server.Holds.IsEmpty ? null : [.. server.Holds.Select(h => HoldViews.Of(h, server.Desired.Name))],
        server.Drift.Count(d => server.Desired.WaiverOf(d.Item.Key, now) is not null), Failing(server));

    public static string State(ServerPicture server) => server.Status switch
    {
        null => "never-checked",
        { Trouble.IsPoison: true } => "poisoned",
        var status => Kebab.Text(status.Outcome),
    };

    private static FailingInfo? Failing(ServerPicture server) => server.Status?.Trouble is not { } trouble ? null : new(
        trouble.Since, trouble.Times, server.Status.NextAt, trouble.IsPoison, $"fleet check name={server.Desired.Name}");

    public static string? StateText(ServerPicture server, DateTimeOffset now) => server switch
    {
        { Status: null } => "No worker has looked yet",
        _ when server.IsStale(now) => $"No worker has reported since {server.Status.ReportedAt.Utc()}: what is shown is from then",
        { Status.Trouble: { IsPoison: true } trouble } => $"{server.Status.Failure?.Text}. {trouble.Broke} runs in a row broke Fleet itself, not the "
            + $"server: see the log of worker {server.Status.Worker}",
        _ => server.Status.Failure?.Text,
    };

    public static SessionCounts? Sessions(InForce? inForce) =>
        inForce is { Sessions: { } total } ? new(total, inForce.SessionsWithoutLogin ?? 0, inForce.Rooms ?? 0, inForce.Participants ?? 0) : null;

    public static SshAddress Endpoint(SshEndpoint endpoint) => new(
        endpoint.Address, endpoint.Port, endpoint.User,
        endpoint.Jump is { } jump ? new JumpAddress(jump.Address, jump.Port, jump.User, jump.Key is { } key ? Key(key) : null) : null);

    public static ProbeAddress Probe(ProbeTarget probe) => probe.Trust switch
    {
        ProbeTrust.Authority authority => new(probe.Address, probe.Port, "authority", Authority: authority.Pem),
        ProbeTrust.PinnedKey pinned => new(probe.Address, probe.Port, "pinned-key", PinnedKey: pinned.Sha256),
        _ => new(probe.Address, probe.Port),
    };

    public static HostKeyInfo Key(HostKey key) => new(key.Algorithm, key.Fingerprint);
}
