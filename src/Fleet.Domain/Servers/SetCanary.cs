using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public static partial class ServerDecider
{
    /// <summary>Each costs two small applies an interval; that drift is found at all is proven by one.</summary>
    public const int MostCanaries = 3;

    /// <param name="others">How many canaries there are beside this server.</param>
    public static Decision<IServerEvent> SetCanary(DesiredServer server, int others, string? reason) => server switch
    {
        _ when WhyNotChanged(server) is { } retired => retired,
        _ when string.IsNullOrWhiteSpace(reason) => new CanaryWithoutReason(),
        { Canary: true } => Decision.Accept<IServerEvent>(),
        _ when others >= MostCanaries => new TooManyCanaries(server.Name, others),
        _ => Decision.Accept<IServerEvent>(new CanarySet()),
    };

    public static Decision<IServerEvent> EndCanary(DesiredServer server) => server switch
    {
        _ when WhyNotChanged(server) is { } retired => retired,
        { Canary: true } => Decision.Accept<IServerEvent>(new CanaryEnded()),
        _ => Decision.Accept<IServerEvent>(),
    };
}

public sealed record CanaryWithoutReason() : InvalidRefusal(
    "canary-without-reason",
    "A canary needs a reason, for those who find a drift of Fleet's own making there. "
    + "Say e.g. `--reason \"proves that drift is found\"`.");

public sealed record TooManyCanaries(string Server, int Canaries) : ConflictRefusal(
    "too-many-canaries",
    $"There are {Canaries} canaries already, and {ServerDecider.MostCanaries} are enough, so `{Server}` did not become one. End one with "
    + "`fleet servers canary NAME --off`.");
