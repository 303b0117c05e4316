using Fleet.Contracts.Api;
using Fleet.Domain;

namespace Fleet.ControlPlane.Commands;

/// <summary>
/// How many servers a command may change without being told their number. Looked at after every decision and before anything is written, so no
/// command goes round it; plans do not come here.
/// </summary>
public static class BlastRadius
{
    public static Refusal? Refuse(FleetChange change)
    {
        var changed = change.Servers.Count(IsChanged);
        return change switch
        {
            { Matched: null, Context.Expect: { } expected } when expected != changed => new ServersOtherThanExpected(expected, changed),
            { Matched: null, Context.Expect: not null } => null,
            _ => changed == 0 ? null : Refuse(change, change.Matched ?? changed),
        };
    }

    /// <summary>Of what goes on, or is let through, without an event on a server: so many servers it reaches.</summary>
    /// <param name="expected">Where it is not said in the header.</param>
    public static Refusal? Refuse(FleetChange change, int servers, int? expected)
    {
        expected ??= change.Context.Expect;
        change.Matched = servers;
        change.IsMeant = expected == servers;
        return expected is { } said && said != servers ? new ServersOtherThanExpected(said, servers) : Refuse(change, servers);
    }

    public static Refusal? Refuse(FleetChange change, int servers) =>
        !change.IsMeant && servers > Headers.MostUnexpected ? new ServersNotCounted(servers) : null;

    // A look changes nothing; what is taken over is asked for first.
    private static bool IsChanged(ServerChange server) => !server.Events.IsEmpty || server.Ask is not (null or "check" or "scan-key");
}

/// <summary>A number was not said, or another one: the option that says it.</summary>
public abstract record NumberRefusal(string Code, string Text, string Option) : ConflictRefusal(Code, Text);

public sealed record ServersNotCounted(int Servers) : NumberRefusal(
    "servers-not-counted",
    $"This reaches {Servers} servers, and nothing was done: above {Headers.MostUnexpected}, their number must be said. Look at them first; if all "
    + $"are meant, say `--expect {Servers}` (in the API: `expect`, or `servers` by name).",
    $"--expect {Servers}");

public sealed record ServersOtherThanExpected(int Expected, int Servers) : NumberRefusal(
    "servers-other-than-expected",
    $"This would change {Servers} servers, you expected {Expected}, so nothing was done. Its plan says which; if these are meant, say "
    + $"`--expect {Servers}`.",
    $"--expect {Servers}");
