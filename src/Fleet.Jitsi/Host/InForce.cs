namespace Fleet.Jitsi.Host;

/// <summary>What the running Prosody does, whatever its files say.</summary>
public abstract record InForce
{
    private protected InForce()
    {
    }

    /// <summary><paramref name="Sessions"/> is null when the domain is not active in Prosody: it is not served.</summary>
    public sealed record Known(string ProsodyVersion, IReadOnlyList<ActiveHost> Hosts, DomainSessions? Sessions, IReadOnlyList<MucLoad> Mucs) : InForce;

    public sealed record Unknown(InForceGap Reason) : InForce;
}

public enum InForceGap
{
    NotRunning,
    /// <summary>Prosody older than 0.12 has no shell.</summary>
    NoShell,
    NoAnswer,
    TimedOut,
}

/// <summary><paramref name="Provider"/> is null for components, and for a virtual host without one.</summary>
public sealed record ActiveHost(string Name, ActiveHostKind Kind, string? Provider);

public enum ActiveHostKind
{
    Local,
    Component,
}

/// <summary><paramref name="WithoutLogin"/>: their user has no account. Null when the provider in force has accounts that can't be counted so.</summary>
public sealed record DomainSessions(int Total, int? WithoutLogin);

public sealed record MucLoad(string Component, int Rooms, int Occupants);
