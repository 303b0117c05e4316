using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;

namespace Fleet.Worker.Reconciling;

/// <summary>The accounts that an apply took away, since when, and when the host had answered.</summary>
/// <param name="LoginsForgotten">Whether Jicofo was restarted for it; null = it had not to be.</param>
internal sealed record TakenAway(
    ImmutableArray<(string User, int? Sessions)> Accounts, long Began, double AnsweredAfter, bool? LoginsForgotten)
{
    /// <returns>null when it took none away.</returns>
    public static TakenAway? Of(HostOrders orders, IEnumerable<ChangeStep> answered, long began, double answeredAfter)
    {
        var steps = answered.ToDictionary(s => s.Number);
        var all = orders.Steps.Where(s => s.Order is not null).Select((s, i) => (s.Change, Step: steps.GetValueOrDefault(i + 1))).ToArray();
        var taken = all.Select(s => (User: UserOf(s.Change), s.Step))
            .Where(t => t is { User: not null, Step.State: StepState.Done })
            .Select(t => (t.User!, t.Step!.Sessions))
            .ToImmutableArray();
        var restart = all.FirstOrDefault(s => s.Change is Change.RestartService);
        bool? forgotten = restart.Change is null ? null : restart.Step?.State == StepState.Done;
        return taken.IsEmpty ? null : new(taken, began, answeredAfter, forgotten);
    }

    private static string? UserOf(Change change) => change switch
    {
        Change.RemoveAccount remove => remove.User,
        Change.DisableAccount disable => disable.User,
        _ => null,
    };
}
