namespace Fleet.Domain.Reconciling;

/// <summary>The second layer: what the running Prosody does. A null is what it would not say; the problem says why.</summary>
/// <param name="Provider">The provider that serves the domain, or <see cref="NotServed"/>.</param>
/// <param name="GuestHostActive">Whether any other virtual host lets guests in.</param>
/// <param name="Jicofo">Null = this host runs no Jicofo.</param>
/// <param name="GuestHostProvider">The provider that serves the virtual host for guests, or <see cref="NotServed"/>.</param>
public sealed record InForce(
    string? Provider,
    bool? GuestHostActive,
    int? Sessions,
    int? SessionsWithoutLogin,
    int? Rooms,
    int? Participants,
    DateTimeOffset? StartedAt,
    string? Problem,
    JicofoInForce? Jicofo = null,
    string? GuestHostProvider = null)
{
    /// <summary>Prosody runs and does not serve the domain.</summary>
    public const string NotServed = "none";

    public static InForce Unknown(string problem) => new(null, null, null, null, null, null, null, problem);
}
