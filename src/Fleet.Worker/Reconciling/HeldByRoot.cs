using System.Collections.Immutable;
using System.Globalization;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;

namespace Fleet.Worker.Reconciling;

/// <summary>What root said on the host kept a run from changing it.</summary>
internal static class HeldByRoot
{
    private const string Code = "held";

    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static bool Is(HostRefusal refusal) => refusal.Code == Code;

    /// <returns>null: it is not held, or nothing differs.</returns>
    public static ImmutableArray<Hold>? AsSeen(ChangePlan plan, Observation seen) =>
        plan.Withheld.Length > 0 && plan.Blockers.Any(b => b.Reason == BlockReason.Held) && Hold.Of(seen.Host.Hold) is { } hold ? [hold] : null;

    /// <summary>Said after the look, or by a host that says it in no other way: by whom and why is not told then.</summary>
    public static ImmutableArray<Hold>? AsAnswered(HostAnswer<ApplyReply> answer, DateTimeOffset now) =>
        answer is HostAnswer<ApplyReply>.Refused { Refusal: var refusal } && Is(refusal)
            ? [new(HoldKind.Host, "`fleet-host status` there says why", "root", now, Until(refusal))]
            : null;

    public static DateTimeOffset? Until(HostRefusal refusal) =>
        long.TryParse(refusal.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
