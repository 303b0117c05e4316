using Fleet.Domain.Holds;

namespace Fleet.Domain.Epochs;

/// <summary>A server has accepted what this database never gave out: nothing is changed any more until an operator accepts it.</summary>
public sealed record FleetRestoredFromPast(Guid ServerId, string Server, AcceptedApply Accepted, GrantedApply Granted) : IFleetEvent;

/// <summary>The database that runs is not the one that the present epoch began on.</summary>
public sealed record DatabaseCopied(DatabaseIdentity Original, DatabaseIdentity Running) : IFleetEvent;

/// <summary>What this database says counts again, whatever hosts accepted before.</summary>
/// <param name="Incarnation">Which database hosts see in this; null = it was not told then.</param>
public sealed record EpochBegan(long Epoch, DatabaseIdentity Database, Guid? Incarnation = null) : IFleetEvent;

/// <summary>A failover to a replica keeps it, a dump that is restored somewhere does not.</summary>
/// <param name="System">PostgreSQL's system identifier.</param>
public sealed record DatabaseIdentity(string System, long Oid, string Name)
{
    public override string ToString() => $"{Name} ({Oid}) of system {System}";
}
