using System.Collections.Immutable;
using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Probing;

namespace Fleet.Worker.Reconciling;

/// <summary>Proves of an account that was taken away what it is about: its sessions are over, and a new login fails.</summary>
internal sealed class RevocationDesk(DomainAddresses domains, TimeProvider time)
{
    /// <summary>More at once are told without a login: a run must end.</summary>
    private const int MostLogins = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<ImmutableArray<Revocation>?> CheckAsync(DesiredServer server, Visit visit, CancellationToken stop)
    {
        if (visit.TakenAway is not { } taken) return null;
        var hash = ScramHashes.Parse(visit.Observation?.OnDisk.Storage.PasswordHash ?? "") ?? ScramHash.Sha1;
        var seen = ImmutableArray.CreateBuilder<Revocation>(taken.Accounts.Length);
        var (connection, problem) = await ConnectionAsync(server, stop);
        using var opened = connection;
        using var deadline = new ProbeDeadline(Longest, time, stop);
        foreach (var (user, sessions) in taken.Accounts)
        {
            var attempt = connection is null ? new(RevokedLogin.Unknown, problem!)
                : seen.Count >= MostLogins ? new(RevokedLogin.Unknown, "too many at once to try each")
                : await new BoshClient(connection).RunAsync(Begin(server, user, hash), deadline);
            var after = Round(time.GetElapsedTime(taken.Began).TotalSeconds);
            seen.Add(new(user, sessions, Round(taken.AnsweredAfter), attempt.Login, after, attempt.Detail, taken.LoginsForgotten));
        }

        return seen.DrainToImmutable();
    }

    // Where the probe's member logs in, too.
    private async Task<(ProbeConnection? Connection, string? Problem)> ConnectionAsync(DesiredServer server, CancellationToken stop)
    {
        if (ProbeTls.Of(server.Domain, server.Probe.Trust, out var problem) is not { } tls) return (null, problem);
        var places = ProbePlaces.Of(server.Domain, server.Probe, await domains.ResolveAsync(server.Domain, stop));
        return places.Addresses is [var first, ..] ? (new ProbeConnection(server.Domain, first, server.Probe.Port, tls), null) : (null, places.Note);
    }

    private static ProbeStep<RevokedLoginAttempt> Begin(DesiredServer server, string user, ScramHash hash) =>
        RevokedLoginProbe.Start(server.Domain, BoshClient.NewRequestId(), user, hash, RandomNumberGenerator.GetHexString(32));

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
