using System.Collections.Immutable;
using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;

namespace Fleet.Worker.Probing;

/// <summary>
/// Looks at a server as a client without credentials does, everywhere that its users come from, and proves that a member can log in. It
/// joins no room.
/// </summary>
internal sealed class Prober(DomainAddresses domains, ProbingOptions options, TimeProvider time)
{
    /// <param name="member">null when there is no probe account on this server.</param>
    public async Task<ProbeResult> ProbeAsync(DesiredServer server, Opened.Usable? member, CancellationToken stop)
    {
        var at = time.GetUtcNow();
        if (ProbeTls.Of(server.Domain, server.Probe.Trust, out var problem) is not { } tls) return NotAsked(server, at, problem!);
        using var deadline = new ProbeDeadline(options.Timeout, time, stop);
        var places = ProbePlaces.Of(server.Domain, server.Probe, await domains.ResolveAsync(server.Domain, stop));
        return places.Addresses.IsEmpty
            ? NotAsked(server, at, places.Note!)
            : await ProbeAsync(places, [.. places.Addresses.Select(Connection)], Credentials(member), at, deadline);

        ProbeConnection Connection(string address) => new(server.Domain, address, server.Probe.Port, tls.Fresh());
    }

    private static async Task<ProbeResult> ProbeAsync(
        ProbePlaces places, ImmutableArray<ProbeConnection> connections, ProbeMember? member, DateTimeOffset at, ProbeDeadline deadline)
    {
        try
        {
            AddressProber[] probers = [.. connections.Select(c => new AddressProber(c, deadline))];
            var login = member is null ? null : probers[0].LogInAsync(member);
            var attempts = await Task.WhenAll(probers.Select(p => p.LookAsync()));
            return Result(at, connections.Zip(attempts), login is null ? null : await login, places.Note);
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    // What this machine has no way to says nothing about who gets in there, and is said; unless there is nothing else to go by.
    private static ProbeResult Result(
        DateTimeOffset at, IEnumerable<(ProbeConnection Way, AddressAttempts Attempts)> met, MemberAttempt? login, string? note)
    {
        var all = met.ToLookup(m => m.Way.NoRoute is null);
        var counted = all[true].Any() ? all[true] : all[false];
        var left = all[true].Any() ? all[false].Select(m => $"{m.Way.Shown} was not asked: the worker has no way there ({m.Way.NoRoute})") : [];
        string[] notes = [.. left, .. note is null ? [] : (string[])[note]];
        return OutsideView.Of(at, [.. counted.Select(m => m.Attempts)], login, notes.Length == 0 ? null : string.Join(". ", notes));
    }

    // Whoever would answer could not be told from anybody else, so nobody is asked.
    private static ProbeResult NotAsked(DesiredServer server, DateTimeOffset at, string problem)
    {
        var unknown = new AnonymousAttempt(AnonymousLogin.Unknown, $"not asked: {problem}");
        var nowhere = new TransportAttempts(unknown, unknown);
        var address = $"{server.Probe.Address ?? server.Domain}:{server.Probe.Port}";
        return OutsideView.Of(at, [new(address, null, nowhere, nowhere)], member: null);
    }

    private static ProbeMember? Credentials(Opened.Usable? member) =>
        member?.Password is { } password && SaslPrep.Prepare(password).TryGet(out var prepared, out _)
            ? new ProbeMember(UserName.ProbeAccount, prepared, member.Verifier.Hash, RandomNumberGenerator.GetHexString(32))
            : null;
}
