namespace Fleet.Cli.Running;

/// <summary>What a script may rely on. Codes above these are the shell's (130: interrupted).</summary>
internal enum ExitCode
{
    Done = 0,
    Error = 1,
    DriftFound = 2,
    PartlyDone = 3,
    Refused = 4,
    NeedsApproval = 5,
    StillGoingOn = 6,
    Interrupted = 130,
}
