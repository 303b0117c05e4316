using System.Collections.Immutable;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Reconciling;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Plans;

/// <summary>Has the servers looked at before a plan is made, as far as that is done in time; the plan says how old its observations are.</summary>
public sealed class FreshLook(NpgsqlDataSource database, IDocumentStore store, CommandTracker tracker, Signals signals, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task At(ImmutableArray<DesiredServer> servers, CommandContext context, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var check = await Ask(servers, context with { Id = Guid.CreateVersion7(), Name = "check-servers", Key = Guid.CreateVersion7() }, stop);
            while (true)
            {
                var next = signals.Next(Signals.Changes);
                if (await tracker.Find(check, patience.Token) is { Finished: true })
                    return;
                await Signals.Paced(next, TimeSpan.FromSeconds(1), time, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The plan then rests on what was seen before.
        }
    }

    private async Task<Guid> Ask(ImmutableArray<DesiredServer> servers, CommandContext context, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, stop);
        var change = new FleetChange(transaction, context, stop);
        foreach (var server in await transaction.Session.LoadManyAsync<DesiredServer>(stop, [.. servers.Select(s => s.Id)]))
            change.Ask(server, "check");
        await ChangeWriter.Write(change);
        await transaction.Commit();
        return context.Id;
    }
}
