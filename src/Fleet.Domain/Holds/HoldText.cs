namespace Fleet.Domain.Holds;

/// <summary>What holds a server, since when, why, and what to do about it.</summary>
public static class HoldText
{
    private const int LongestReason = 300;

    public static string Of(Hold hold, string server) =>
        $"{What(hold)} since {hold.Since.Utc()}{(hold.Until is { } until ? $" until {until.Utc()}" : "")} by {Printable.Clip(hold.By, 100)}"
        + $" ({Printable.Clip(hold.Reason, LongestReason)}): {(hold.Kind == HoldKind.MassDrift ? "it waits" : "nothing is changed")}. {Next(hold, server)}";

    private static string What(Hold hold) => hold.Kind switch
    {
        HoldKind.FirstServer => $"waits for the first server of command {hold.Command}",
        HoldKind.StoppedChange => $"command {hold.Command} is stopped",
        HoldKind.Host => "held on the host itself",
        HoldKind.HostLocked => "locked and held on the host itself",
        HoldKind.MassDrift => $"drift {Printable.Clip(hold.Drift, 100)} is on too many servers at once: not repaired",
        HoldKind.RestoredFromPast => "restored from the past: servers are ahead of this database,",
        HoldKind.Copy => "this database is a copy,",
        _ => hold.Everywhere ? "the whole fleet is paused" : "paused",
    };

    private static string Next(Hold hold, string server) => hold.Kind switch
    {
        HoldKind.FirstServer => $"`fleet follow {hold.Command}` shows how far that is; `{hold.EndedBy(server)}` does not wait for it",
        HoldKind.Host => $"`{hold.EndedBy(server)}` on the host ends that",
        HoldKind.HostLocked => $"`fleet servers access name={server} members` takes that over, `{hold.EndedBy(server)}` on the host ends it",
        HoldKind.StoppedChange => $"`{hold.EndedBy(server)}` takes it back, `fleet resume --command {hold.Command}` goes on with it",
        HoldKind.RestoredFromPast or HoldKind.Copy => $"`{hold.EndedBy(server)}` shows what would be undone",
        HoldKind.MassDrift => $"Find out what did that (`fleet drift`), then `{hold.EndedBy(server)}` repairs it on those that wait",
        _ => $"`{hold.EndedBy(server)}` ends that",
    };
}
