using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>What a host's reply is judged by.</summary>
/// <param name="Incarnation">Of the fleet's database, for which this worker works.</param>
/// <param name="Program">The fleet-host that this worker carries.</param>
/// <param name="Now">The worker's own clock when the reply came.</param>
/// <param name="Took">How long it took from the question to the reply.</param>
/// <param name="Credentials">By user name: what accounts must match.</param>
public sealed record HostExpectations(
    string Domain, Guid Fleet, Guid Incarnation, HostProgram Program, DateTimeOffset Now, IReadOnlyDictionary<string, AccountCredential> Credentials,
    TimeSpan Took = default);
