using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Holds;

/// <summary>What keeps a server from being changed, whatever differs on it; it is observed and probed as ever.</summary>
/// <param name="By">Who: an operator, or Fleet itself.</param>
/// <param name="Until">When it ends by itself; null = only by a command.</param>
/// <param name="Command">The command whose changes wait.</param>
/// <param name="Drift">The drift that is not repaired, as `kind:subject`.</param>
/// <param name="Everywhere">It holds every server of the fleet.</param>
public sealed record Hold(
    HoldKind Kind, string Reason, string By, DateTimeOffset Since, DateTimeOffset? Until = null, Guid? Command = null, string? Drift = null,
    bool Everywhere = false)
{
    /// <returns>null: root did not hold the host.</returns>
    public static Hold? Of(HostHold? host) => host is null ? null
        : new(host.Locked ? HoldKind.HostLocked : HoldKind.Host, host.Reason, host.By, host.Since, host.Until);

    /// <summary>Whether an operator's word on a drift, `kind:subject` or a whole kind, is about what it holds.</summary>
    public bool IsOf(string drift) => Kind == HoldKind.MassDrift && (drift == Drift || drift == DriftKind);

    // Its subject may be of a host's making: not for a command that somebody pastes into a shell.
    private string? DriftKind => Drift?.Split(':')[0];

    /// <summary>The command that ends it on this server.</summary>
    public string EndedBy(string server) => (Kind, Everywhere) switch
    {
        (HoldKind.FirstServer, _) => $"fleet resume --command {Command}",
        (HoldKind.StoppedChange, _) => $"fleet revert {Command}",
        (HoldKind.Host or HoldKind.HostLocked, _) => "sudo fleet-host release",
        (HoldKind.MassDrift, _) => $"fleet resume --drift {DriftKind}",
        (HoldKind.RestoredFromPast or HoldKind.Copy, _) => "fleet recover",
        (_, true) => "fleet resume",
        _ => $"fleet resume name={server}",
    };
}

public enum HoldKind
{
    /// <summary>By an operator.</summary>
    Paused,

    /// <summary>Until another server has proven the same change.</summary>
    FirstServer,

    /// <summary>The same change broke another server.</summary>
    StoppedChange,

    /// <summary>The same drift appeared on too many servers at once.</summary>
    MassDrift,

    /// <summary>A server has accepted what this database never gave out.</summary>
    RestoredFromPast,

    /// <summary>This database is a copy of the one that the present epoch began on.</summary>
    Copy,

    /// <summary>By root on the host itself.</summary>
    Host,

    /// <summary>Root closed the front door on the host itself, and left it so.</summary>
    HostLocked,
}
