namespace Fleet.Domain.Servers;

public enum AccessMode
{
    Open,
    Members,
    Guests,
}

public enum EnforcementMode
{
    Observe,
    Enforce,
    Suspended,
}

/// <summary>How a new access mode is put in force: which sessions it costs is in every plan.</summary>
public enum Activation
{
    InPlace,
    Restart,
    Drain,
}
