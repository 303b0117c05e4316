namespace Fleet.Domain.Reconciling;

/// <summary>A host answers one fleet, and of that one incarnation of its database: who else asks changes nothing.</summary>
public static class OneOwner
{
    /// <returns>null: the host is ours, or nobody's yet.</returns>
    public static string? Text(HostFacts host, string server) =>
        Why(host) is { } why ? $"{why}. `fleet servers take-over {server}` says how it changes hands" : null;

    public static string? Why(HostFacts host) => host switch
    {
        { Owner: HostOwner.Other } => $"the host belongs to fleet {host.OwnerFleet}: two fleets would undo each other's changes",
        { OtherIncarnation: { } other } => $"the host obeys another database of this fleet (incarnation {other}), this one's copy or original: "
            + $"two would undo each other's changes",
        _ => null,
    };
}
