using System.Diagnostics;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>The worker's part in the trace that a command began. The trace's id is the command's.</summary>
internal static class ReconcileActivity
{
    public static Activity? Start(Claim claim)
    {
        _ = ActivityContext.TryParse(claim.Traceparent, null, isRemote: true, out var parent);
        var activity = RunStage.Source.StartActivity("reconcile", ActivityKind.Consumer, parent);
        return activity?.SetTag("fleet.server.id", claim.Server).SetTag("fleet.generation", claim.Generation).SetTag("fleet.fence", claim.Fence);
    }

    /// <summary>The command that this work is for; null when it is a check of its own.</summary>
    public static Guid? CorrelationOf(Claim claim) =>
        ActivityContext.TryParse(claim.Traceparent, null, isRemote: true, out var parent) && Guid.TryParseExact(parent.TraceId.ToHexString(), "N", out var id) ? id : null;
}
