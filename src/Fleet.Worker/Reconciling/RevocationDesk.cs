using System.Collections.Immutable;
using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Probing;

namespace Fleet.Worker.Reconciling;

/// <summary>Proves of an account that was taken away what it is about: its sessions are over, and a new login fails.</summary>
internal sealed class RevocationDesk(TimeProvider time)
{
    /// <summary>More at once are told without a login: a run must end.</summary>
    private const int MostLogins = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<ImmutableArray<Revocation>?> CheckAsync(DesiredServer server, Visit visit, CancellationToken stop)
    {
        if (visit.TakenAway is not { } taken) return null;
        var hash = ScramHashes.Parse(visit.Observation?.OnDisk.Storage.PasswordHash ?? "") ?? ScramHash.Sha1;
        var seen = ImmutableArray.CreateBuilder<Revocation>(taken.Accounts.Length);
        using var connection = ProbeTls.Of(server.Domain, server.Probe.Trust, out var problem) is { } tls
            ? new ProbeConnection(server.Domain, server.Probe.Address ?? server.Domain, server.Probe.Port, tls)
            : null;
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

    private static ProbeStep<RevokedLoginAttempt> Begin(DesiredServer server, string user, ScramHash hash) =>
        RevokedLoginProbe.Start(server.Domain, RequestId(), user, hash, RandomNumberGenerator.GetHexString(32));

    private static double Round(double seconds) => Math.Round(seconds, 3);

    private static long RequestId() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & ((1L << 51) - 1);
}
