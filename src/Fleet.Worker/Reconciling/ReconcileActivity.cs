using System.Diagnostics;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>The worker's part in the trace that a command began. The work row has the trace's W3C context, whose state names the command.</summary>
internal static class ReconcileActivity
{
    private const string Command = "fleet=";

    public static Activity? Start(Claim claim)
    {
        var (traceparent, state) = Split(claim);
        _ = ActivityContext.TryParse(traceparent, state, isRemote: true, out var parent);
        var activity = RunStage.Source.StartActivity("reconcile", ActivityKind.Consumer, parent);
        return activity?.SetTag("fleet.server.id", claim.Server).SetTag("fleet.generation", claim.Generation).SetTag("fleet.fence", claim.Fence);
    }

    /// <summary>The command that this work is for; null when it is a check of its own.</summary>
    public static Guid? CorrelationOf(Claim claim)
    {
        var (traceparent, state) = Split(claim);
        return state is not null ? Id(state.StartsWith(Command, StringComparison.Ordinal) ? state[Command.Length..] : "") : OfTrace(traceparent);
    }

    // Ordered by a control plane that made the trace's id the command's.
    private static Guid? OfTrace(string? traceparent) => ActivityContext.TryParse(traceparent, null, isRemote: true, out var parent) ? Id(parent.TraceId.ToHexString()) : null;

    private static Guid? Id(string text) => Guid.TryParseExact(text, "N", out var id) ? id : null;

    private static (string? TraceParent, string? State) Split(Claim claim) => claim.Traceparent?.Split(' ', 2) switch
    {
        [var parent, var state] => (parent, state),
        _ => (claim.Traceparent, null),
    };
}
