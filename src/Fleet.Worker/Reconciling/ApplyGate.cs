using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Worker.Work;
using Npgsql;

namespace Fleet.Worker.Reconciling;

/// <summary>
/// Asks, right before something is sent to a host, whether that server may be changed: so a pause stops at once, also what is under way.
/// Without a clear yes nothing is sent.
/// </summary>
internal sealed class ApplyGate(WorkTable work, DatabaseHealth health, ReconcilingOptions options) : IApplyGate
{
    public async Task<ApplyLeave> AskAsync(Claim claim, ApplyQuestion question, CancellationToken stop)
    {
        try
        {
            var holds = await work.MayApplyAsync(claim.Server, claim.Fence, options.CheckInterval, question, stop);
            health.Worked();
            return holds switch
            {
                null => throw new OperationCanceledException("the fence is not held any more"),
                { IsEmpty: true } => new ApplyLeave.Given(),
                { } held => new ApplyLeave.Held(held),
            };
        }
        catch (PostgresException e) when (DatabaseFault.IsPermanent(e))
        {
            health.IsOutage(e);
            return new ApplyLeave.NotKnown(ReconcileOutcome.Failed, new("may-apply-refused",
                $"nothing was sent: the database does not tell this worker whether the server may be changed ({e.SqlState}: {Printable.Clip(e.MessageText)}). "
                + "Is it of an older version? `fleet-controlplane init` brings it up to date", Transient: true));
        }
        catch (Exception e) when (health.IsOutage(e))
        {
            return new ApplyLeave.NotKnown(ReconcileOutcome.Postponed, new("database-away",
                "nothing was sent: the database does not answer, so whether the server may be changed is not known", Transient: true));
        }
    }
}

/// <summary>Who says whether a server may be changed now.</summary>
internal interface IApplyGate
{
    Task<ApplyLeave> AskAsync(Claim claim, ApplyQuestion question, CancellationToken stop);
}

internal abstract record ApplyLeave
{
    private ApplyLeave()
    {
    }

    public sealed record Given : ApplyLeave;

    public sealed record Held(ImmutableArray<Hold> Holds) : ApplyLeave
    {
        /// <summary>What it does not name may be done.</summary>
        public bool IsMassDrift => Holds.All(h => h.Kind == HoldKind.MassDrift);
    }

    public sealed record NotKnown(ReconcileOutcome Outcome, FailureDetail Failure) : ApplyLeave;
}
