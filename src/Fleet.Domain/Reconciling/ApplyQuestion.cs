using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain.Drift;
using Fleet.Domain.Users;

namespace Fleet.Domain.Reconciling;

/// <summary>What an apply would repair, as it is asked for and compared between servers: `kind:subject`.</summary>
public static class ApplyQuestion
{
    private const int LongestSubject = 100;

    public static ImmutableArray<string> Drift(DesiredServer desired, IEnumerable<Change> changes) =>
        [.. changes.Where(c => !IsFleetsOwn(c)).Select(c => Text(desired, c.Repairs)).Distinct().Order(StringComparer.Ordinal)];

    // The account that Fleet logs in with: missing on every server when it comes, and nobody's drift.
    private static bool IsFleetsOwn(Change change) => change.Repairs is { Kind: DriftKind.UserCredential, Subject: UserName.ProbeAccount };

    // every server has its own domain, in the names of its files too
    private static string Text(DesiredServer desired, DriftKey drift) =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(drift.Kind.ToString())}:"
        + Printable.Clip(drift.Subject.Replace(desired.Domain, "*", StringComparison.OrdinalIgnoreCase), LongestSubject);
}
