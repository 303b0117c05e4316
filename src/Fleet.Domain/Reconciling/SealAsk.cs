using System.Collections.Immutable;
using Fleet.Domain.Users;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// What is asked of a worker: to seal the verifiers of these accounts, as they are found on the server. Only names that a user may have are
/// asked for, so none of them needs escaping.
/// </summary>
public static class SealAsk
{
    public const int MaxAccounts = 50;

    private const string Prefix = "seal:";

    public static string Of(IEnumerable<string> accounts) => Prefix + string.Join(',', accounts.Distinct());

    /// <returns>The accounts that are asked for, of all asks; none when none is of this kind.</returns>
    public static ImmutableArray<string> Accounts(IEnumerable<string> asks) =>
    [
        .. asks.Where(a => a.StartsWith(Prefix, StringComparison.Ordinal))
            .SelectMany(a => a[Prefix.Length..].Split(','))
            .Where(a => UserName.Parse(a).Refusal is null)
            .Distinct(),
    ];
}
