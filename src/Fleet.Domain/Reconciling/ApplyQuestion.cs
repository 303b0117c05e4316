using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain.Drift;
using Fleet.Domain.Users;

namespace Fleet.Domain.Reconciling;

/// <summary>What an apply would do, as it is asked for.</summary>
/// <param name="Repairs">The drift that it repairs, compared between servers: `kind:subject`.</param>
/// <param name="Waiting">What it leaves out, because the answer before was that it is held, and what needs that first.</param>
public sealed record ApplyQuestion(ImmutableArray<string> Repairs, ImmutableArray<string> Waiting)
{
    private const int LongestSubject = 100;

    public static ApplyQuestion Nothing { get; } = new([], []);

    public static ApplyQuestion Of(DesiredServer desired, ChangePlan plan, Restraints restraints) => new(
        [.. plan.Changes.Select(c => Repair(desired, c, plan.Changes, restraints)).OfType<string>().Distinct().Order(StringComparer.Ordinal)], []);

    /// <summary>The same for what is left of the plan.</summary>
    public ApplyQuestion Again(ApplyQuestion rest) => rest with { Waiting = [.. Repairs.Except(rest.Repairs, StringComparer.Ordinal)] };

    /// <returns>null: it repairs no drift.</returns>
    internal static string? Repair(DesiredServer desired, Change change, ImmutableArray<Change> all, Restraints restraints) =>
        IsFleetsOwn(change) || new CommandedChanges(desired, all, restraints).Contain(change) ? null : Text(desired, change.Repairs);

    // The account that Fleet logs in with: missing on every server when it comes, and nobody's drift.
    private static bool IsFleetsOwn(Change change) => change.Repairs is { Kind: DriftKind.UserCredential, Subject: UserName.ProbeAccount };

    // every server has its own domain, in the names of its files too
    private static string Text(DesiredServer desired, DriftKey drift) =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(drift.Kind.ToString())}:"
        + Printable.Clip(drift.Subject.Replace(desired.Domain, "*", StringComparison.OrdinalIgnoreCase), LongestSubject);
}
