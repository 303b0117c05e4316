namespace Fleet.Domain.Reconciling;

/// <summary>What happened on a host about the time that something changed. It proves nothing: clocks and logs are the host's own.</summary>
/// <param name="Who">The file's owner, the user that logged in or became root, the package manager.</param>
/// <param name="What">The file, where the login came from, the program, or the package and what was done with it.</param>
public sealed record CircumstantialEvidence(EvidenceKind Kind, DateTimeOffset At, string Who, string What);

public enum EvidenceKind
{
    File,
    Login,
    Sudo,
    Package,
}
