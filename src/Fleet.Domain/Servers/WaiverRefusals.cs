using System.Text.Json;
using Fleet.Domain.Drift;

namespace Fleet.Domain.Servers;

public sealed record DriftNotWaivable(string Server, DriftKind Kind, string Why) : ConflictRefusal(
    "drift-not-waivable", $"`{Kind.Word()}` can't be waived: {Why.Replace("SERVER", Server, StringComparison.Ordinal)}.");

public sealed record WaiverWithoutReason() : InvalidRefusal(
    "waiver-without-reason",
    "A waiver needs a reason, for those who find the drift left alone. Say e.g. `--reason \"new disk on Monday, ticket 4711\"`.");

public sealed record WaiverEndPassed(DateTimeOffset End, DateTimeOffset Now) : InvalidRefusal(
    "waiver-end-passed", $"The end {End.Utc()} is not after now, {Now.Utc()}. Give a later one.");

public sealed record WaiverTooLong(DateTimeOffset End, DateTimeOffset Latest) : InvalidRefusal(
    "waiver-too-long",
    $"The end {End.Utc()} is more than {DriftWaiver.Longest.TotalDays:0} days away, by when nobody remembers it. Give one up to "
    + $"{Latest.Utc()}, and waive it again then.");

public sealed record WaiverOwnerInvalid(string Owner) : InvalidRefusal(
    "waiver-owner-invalid", $"`{Owner}` names nobody who answers for it: up to 64 characters that can be shown, e.g. `--owner dana`.");

public sealed record WaiverSubjectInvalid(string Server, string Subject) : InvalidRefusal(
    "waiver-subject-invalid", $"`{Subject}` is no subject: give it as `fleet drift name={Server}` shows it.");

public sealed record DriftNotWaived(string Server, DriftKind Kind, string? Subject) : ConflictRefusal(
    "drift-not-waived",
    $"No waiver of `{Kind.Word()}`{(Subject is null ? " for all subjects" : $" for `{Printable.Clip(Subject)}`")} stands on `{Server}`. "
    + $"`fleet drift name={Server}` shows those that do.");

internal static class DriftWords
{
    public static string Word(this DriftKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
