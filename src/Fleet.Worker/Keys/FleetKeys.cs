using System.Collections.Immutable;

namespace Fleet.Worker.Keys;

/// <summary>The private keys that a worker holds: who the fleet is, what opens sealed credentials, what logs in to servers.</summary>
/// <param name="Sealing">By key id. Several are held while keys rotate: older credentials stay readable.</param>
/// <param name="Current">Seals what this worker makes itself: the first key of the public bundle.</param>
public sealed record FleetKeys(Guid Fleet, ImmutableSortedDictionary<string, SealingKey> Sealing, SealingKey Current, string SshPrivateKey)
{
    public override string ToString() => $"keys of fleet {Fleet}";
}

/// <summary>Either the keys or why they are not used: what is wrong with which file, and what to do.</summary>
public abstract record KeysRead
{
    private KeysRead()
    {
    }

    public sealed record Loaded(FleetKeys Keys) : KeysRead;

    public sealed record Unusable(string Problem) : KeysRead;
}
