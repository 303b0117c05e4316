namespace Fleet.Jitsi.Host;

/// <summary>How an apply ended, step by step. <paramref name="Steps"/> has one entry per change, by its number from 1.</summary>
public sealed record ApplyReply(
    HostProgram Program,
    DateTimeOffset Time,
    ApplyOutcome Outcome,
    RecoveredApply? Recovered,
    IReadOnlyList<ChangeStep> Steps,
    ConfigVerdict Check,
    ActivationStep Activation,
    InForce InForce,
    HostLedgerEntry Entry)
{
    public FilesAre Files { get; init; }

    /// <summary>Null when the host's program is too old to do it.</summary>
    public ActivationStep? Guest { get; init; }

    public JicofoInForce Jicofo { get; init; } = JicofoInForce.NotSaid;

    public static HostReply<ApplyReply> Parse(ReadOnlySpan<byte> bytes, string nonce, int protocol) =>
        ReplyParser.Parse(bytes, nonce, protocol, "applied", ApplyReplyReader.Read);
}

public enum FilesAre
{
    Written,

    /// <summary>An emergency did not wait for packages: what is in force changed, and no file.</summary>
    Pending,
}

public enum ApplyOutcome
{
    Done,
    /// <summary>Nothing had to be changed.</summary>
    Unchanged,
    /// <summary>Some steps failed; each says why.</summary>
    Partly,
    Failed,
    /// <summary>Prosody did not start with the change, so the files of before were put back.</summary>
    Restored,
    /// <summary>In the ledger only: the program was ended in the middle.</summary>
    Interrupted,
}

/// <summary>What an earlier apply, ended in the middle, had left, and what this one did about it.</summary>
public sealed record RecoveredApply(string Correlation, Recovery Recovery);

public enum Recovery
{
    Kept,
    Restored,
    Nothing,
}

/// <summary><paramref name="Sessions"/>: how many this step closed.</summary>
public sealed record ChangeStep(int Number, StepState State, string? Code, int? Sessions);

public sealed record ActivationStep(StepState State, string? Code);

public enum StepState
{
    Done,
    Unchanged,
    Failed,
    Skipped,
    Restored,
}
