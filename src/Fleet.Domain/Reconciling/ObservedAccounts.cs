using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// The accounts of the server's domain. Items are null when they were not sent (the digest is that of a set reported before) or could not
/// be read (problem).
/// </summary>
public sealed record ObservedAccounts(string? Digest, ImmutableArray<ObservedAccount>? Items, string? Problem)
{
    /// <summary>By name; the account that Prosody finds by a name is before a file that only looks like it.</summary>
    internal static ILookup<string, ObservedAccount> ByName(IEnumerable<ObservedAccount> items) =>
        items.OrderBy(a => a.Problem == AccountProblem.WrongEncoding).ToLookup(a => a.Name, StringComparer.Ordinal);

    /// <summary>The same accounts with the items of an earlier observation, when the digest shows that they are still those.</summary>
    public ObservedAccounts FilledFrom(ObservedAccounts? earlier) =>
        Items is null && Problem is null && Digest is not null && earlier?.Digest == Digest ? earlier : this;
}

/// <summary>
/// One account by its decoded name; the credential is the desired one that its verifier matches, null = it matches none that the worker
/// knows.
/// </summary>
public sealed record ObservedAccount(string Name, Guid? MatchesCredential, bool Disabled, AccountProblem? Problem);

public enum AccountProblem
{
    Unreadable,
    Malformed,
    WrongHash,
    WrongEncoding,
    ClearText,
    UnreachableName,
}
