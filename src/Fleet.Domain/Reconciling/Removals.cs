using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Users;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// Accounts that would be taken away together, though nobody said so of each or of so many: more than a tenth of those on the server, and more
/// than one. Such a number is a mistyped label or a list that came back empty more often than a wish.
/// </summary>
public sealed record Removals(ImmutableArray<string> Accounts, int Present)
{
    private const int Named = 10;

    private const int Part = 10;

    /// <returns>null: none, or not too many.</returns>
    public static Removals? Refused(DesiredServer desired, Observation observation)
    {
        if (observation.Accounts.Items is not { } items)
        {
            return null;
        }

        var present = ObservedAccounts.ByName(items.Where(a => a.Name != UserName.ProbeAccount));
        ImmutableArray<string> taken =
        [
            .. present.Where(a => desired.AbsentAccounts.GetValueOrDefault(a.Key) is { Confirmed: false } absent
                && !AccountDisabling.Suffices(absent, a.First(), observation.Host)).Select(a => a.Key).Order(StringComparer.Ordinal),
        ];
        return taken.Length > Math.Max(1, present.Count / Part) ? new(taken, present.Count) : null;
    }

    public bool Contains(string account) => Accounts.Contains(account, StringComparer.Ordinal);

    internal Proposal Blocked(string server) => Proposal.Blocked(BlockReason.Removals, DriftSubject.Accounts,
        $"{Accounts.Length} of {Present} accounts would be taken away, more than a tenth, and nobody said that so many are meant ({Some}): if "
        + $"they are, `fleet servers enforcement name={server} enforce --confirm-removals {Accounts.Length}`");

    private string Some => string.Join(", ", Accounts.Take(Named).Select(a => Printable.Clip(a, 40))) + (Accounts.Length > Named ? " ..." : "");
}
