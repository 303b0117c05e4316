using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Host;

/// <summary><paramref name="All"/> is null when the digest is the one that the request named, or the accounts can't be read.</summary>
public sealed record HostAccounts(AccountsState State, string? Digest, IReadOnlyList<HostAccount>? All);

public enum AccountsState
{
    Same,
    Sent,
    /// <summary>No directory: no user of this domain can log in by account.</summary>
    Absent,
    Unreadable,
    TooMany,
}

/// <summary>
/// One file among the accounts. <paramref name="File"/> is its name without ".dat", Latin-1; <paramref name="Name"/> the user it is for,
/// null when Prosody would never look for a file of that name.
/// </summary>
public sealed record HostAccount(string File, AccountFileKind Kind, string Owner, string Group, string Mode, AccountRecord Record, ScramVerifier? Verifier, bool Disabled)
{
    public string? Name => AccountFile.Decode(File);

    public override string ToString() => $"(account {File}, {Record})";
}

public enum AccountFileKind
{
    Regular,
    Link,
    Other,
}

public enum AccountRecord
{
    Scram,
    /// <summary>A password in clear; it stays on the host.</summary>
    Clear,
    /// <summary>Not a record that a login could be checked against.</summary>
    Invalid,
    Unreadable,
}
