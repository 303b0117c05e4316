namespace Fleet.Domain.Reconciling;

/// <summary>A host answers one fleet, and of that one incarnation of its database: who else asks changes nothing.</summary>
public static class OneOwner
{
    /// <returns>null: the host is ours, or nobody's yet.</returns>
    public static string? Text(HostFacts host, string server) => host switch
    {
        { Owner: HostOwner.Other } => $"the host belongs to fleet {host.OwnerFleet}: two fleets would undo each other's changes. {Next(server)}",
        { OtherIncarnation: { } other } => $"the host obeys another database of this fleet (incarnation {other}), this one's copy or original: "
            + $"two would undo each other's changes. {Next(server)}",
        _ => null,
    };

    private static string Next(string server) => $"`fleet servers show {server}` shows it";
}
