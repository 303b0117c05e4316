using System.Collections.Immutable;
using System.Globalization;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using HostHold = Fleet.Domain.Reconciling.HostHold;

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

    /// <summary>
    /// An answer to an apply, after the look or from a host that says it in no other way. In protocol 1 by whom and why is not told then, and since
    /// when only as this worker has seen it.
    /// </summary>
    public static Visit Told(Visit visit, HostAnswer<ApplyReply> answer, HostHold? known, DateTimeOffset now)
    {
        if (answer is HostAnswer<ApplyReply>.Held { Hold: var told } && visit.Observation is { } then)
            return With(visit, then, HostReader.Hold(told));
        if (answer is not HostAnswer<ApplyReply>.Refused { Refusal: var refusal } || !Is(refusal) || visit.Observation is not { } seen) return visit;
        var until = Until(refusal);
        var hold = new HostHold("`fleet-host status` there says why", "root", known?.Until == until && known is not null ? known.Since : now, until);
        return With(visit, seen, hold);
    }

    public static string Text(HostHold hold) =>
        $"root holds the host itself{(hold.Until is { } until ? $" until {until.Utc()}" : "")}, by {hold.By} ({hold.Reason}): nothing was changed";

    private static Visit With(Visit visit, Observation seen, HostHold hold) =>
        visit with { Holds = [Hold.Of(hold)!], Observation = seen with { Host = seen.Host with { Hold = hold } } };

    public static DateTimeOffset? Until(HostRefusal refusal) =>
        long.TryParse(refusal.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
