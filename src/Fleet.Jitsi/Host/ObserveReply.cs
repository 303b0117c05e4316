namespace Fleet.Jitsi.Host;

/// <summary>
/// What one host said of itself at <paramref name="Time"/> (its own clock: evidence, not truth). Carries verifiers in
/// <see cref="Accounts"/>: it is judged where it was read, and never stored, logged or sent on.
/// </summary>
public sealed record ObserveReply(
    HostProgram Program,
    DateTimeOffset Time,
    string? MachineId,
    string? OwnerFleet,
    long HighestFence,
    InterruptedApply? Interrupted,
    InitSystem Init,
    DpkgState Dpkg,
    IReadOnlyList<HostPackage> Packages,
    IReadOnlyList<ServiceState> Services,
    ProsodyProcess? Process,
    HostConfig Config,
    ConfigVerdict Check,
    HostAccounts Accounts,
    InForce InForce,
    IReadOnlyList<HostLedgerEntry> Ledger)
{
    public IReadOnlyList<HostListener> Listeners { get; init; } = [];

    public IReadOnlyList<DiskSpace> Disks { get; init; } = [];

    /// <summary>The mark that <see cref="HostChange.Plant"/> left; null = there is none.</summary>
    public PlantedMark? Planted { get; init; }

    public JicofoInForce Jicofo { get; init; } = JicofoInForce.NotSaid;

    public HostHold? Hold { get; init; }

    /// <summary>Of the fleet's database, which the host obeys; null = none yet, or protocol 1.</summary>
    public string? Incarnation { get; init; }

    /// <summary>Of the last apply that the host accepted; 0 = none, null = protocol 1.</summary>
    public long? Epoch { get; init; }

    /// <summary>The newest that the host accepted in that epoch; null = protocol 1.</summary>
    public long? Generation { get; init; }

    /// <summary>The same clock when the look began, to the microsecond; null = protocol 1, which says whole seconds.</summary>
    public DateTimeOffset? Clock { get; init; }

    public static HostReply<ObserveReply> Parse(ReadOnlySpan<byte> bytes, string nonce, int protocol) =>
        ReplyParser.Parse(bytes, nonce, protocol, "observed", ObserveReplyReader.Read);

    /// <summary>Fills in what the host left out because its digest was the one in the request: <paramref name="known"/> is the reply that had that digest.</summary>
    /// <remarks>A configuration that is the same has the same verdict.</remarks>
    public ObserveReply With(ObserveReply known) => this with
    {
        Config = Config.Files is null && known.Config.Digest == Config.Digest ? known.Config : Config,
        Check = Check.Validity == ConfigValidity.NotRun && known.Config.Digest == Config.Digest ? known.Check : Check,
        Accounts = Accounts.All is null && known.Accounts.Digest == Accounts.Digest ? known.Accounts : Accounts,
    };
}

public sealed record PlantedMark(string Mark, DateTimeOffset At);

/// <summary>What root said on the host: change nothing here.</summary>
public sealed record HostHold(DateTimeOffset Since, DateTimeOffset Until, HostHoldKind Kind, string By, string Reason);

public enum HostHoldKind
{
    Hold,

    /// <summary>And the front door was closed with it.</summary>
    Lock,
}

public enum InitSystem
{
    Systemd,
    Sysv,
}

public enum DpkgState
{
    Idle,
    Running,
    /// <summary>Packages that Jitsi is made of are unpacked but not configured.</summary>
    Pending,
}

/// <summary>An apply that began and did not end; the next apply settles what it left.</summary>
public sealed record InterruptedApply(long Fence, long Generation, string Correlation);

/// <summary><paramref name="Status"/> as dpkg abbreviates it: "ii" is installed, "hi" installed and held, "iF" half-configured.</summary>
public sealed record HostPackage(string Name, string? Version, string Status);

/// <summary>The init system's own words, as <c>systemctl show</c> has them; under sysv "active" or "inactive" from process and pid file.</summary>
public sealed record ServiceState(string Name, string Active, string? Sub, string? Enabled, long? Restarts);

public sealed record ProsodyProcess(long Pid, DateTimeOffset StartedAt);

/// <summary><paramref name="Code"/>: null, or why the result is not plainly "done".</summary>
public sealed record HostLedgerEntry(long Sequence, DateTimeOffset Time, long Fence, long Generation, string Correlation, ApplyOutcome Outcome, string? Code);
