using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <summary>A version of Prosody that Fleet was never tested with, and that an operator wants managed all the same.</summary>
public sealed record AcceptVersion(string Version, string? Reason);

public static partial class ServerDecider
{
    private const int LongestVersion = 40;

    public static Decision<IServerEvent> Accept(DesiredServer server, AcceptVersion command) => command switch
    {
        _ when WhyNotChanged(server) is { } retired => retired,
        _ when !IsVersion(command.Version) => new ProsodyVersionInvalid(server.Name, Printable.Clip(command.Version, LongestVersion)),
        { Reason: null or "" } => new AcceptanceWithoutReason(),
        _ when server.AcceptedVersions.Contains(command.Version) => Decision.Accept<IServerEvent>(),
        _ => Decision.Accept<IServerEvent>(new ProsodyVersionAccepted(command.Version)),
    };

    private static bool IsVersion(string text) => text is { Length: > 0 and <= LongestVersion } && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '~' or ':');
}

public sealed record ProsodyVersionInvalid(string Server, string Version) : InvalidRefusal(
    "prosody-version-invalid", $"`{Version}` is no version of Prosody. Give it as `fleet servers show {Server}` has it, e.g. 13.1.0.");

public sealed record AcceptanceWithoutReason() : InvalidRefusal(
    "acceptance-without-reason",
    "To accept a version that Fleet was not tested with needs a reason. Say e.g. `--reason \"tried on canary, ticket 4711\"`.");
