using Fleet.Domain;
using Shouldly;

namespace Fleet.Tests.Domain;

/// <summary>Takes the expected half out of a result or a decision.</summary>
public static class Outcomes
{
    public static T Accepted<T>(Result<T> result)
        where T : notnull
    {
        result.TryGet(out var value, out var refusal).ShouldBeTrue(refusal?.Text);
        return value!;
    }

    public static TEvent[] Accepted<TEvent>(Decision<TEvent> decision) =>
        [.. decision.ShouldBeOfType<Decision<TEvent>.Accepted>((decision as Decision<TEvent>.Refused)?.Refusal.Text).Events];

    public static TRefusal Refused<TRefusal>(object decision)
        where TRefusal : Refusal =>
        ((Refusal)decision.GetType().GetProperty("Refusal")!.GetValue(decision)!).ShouldBeOfType<TRefusal>();
}
