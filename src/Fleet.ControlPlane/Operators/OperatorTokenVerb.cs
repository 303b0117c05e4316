using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Operators;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Operators;

/// <summary>Makes a token as the database's owner: the first one, and the way back in when all are lost.</summary>
public static class OperatorTokenVerb
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    public static async Task<int> Run(Switches switches, CancellationToken stop)
    {
        await using var app = ControlPlaneHost.Build(ControlPlaneHost.ForOwner(switches.Owner()));
        await Make(app.Services, switches.Words[0], switches["token-file"], stop);
        return 0;
    }

    public static async Task<bool> AnyOperator(IServiceProvider services, CancellationToken stop)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession();
        return await session.Query<Operator>().AnyAsync(stop);
    }

    public static async Task Make(IServiceProvider services, string name, string? file, CancellationToken stop)
    {
        TokenOutput.MustBePossible(file);
        var token = OperatorTokens.Generate();
        await using var transaction = await FleetTransaction.Begin(
            services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<IDocumentStore>(), FleetLock.Commands, stop);
        var key = Guid.CreateVersion7();
        var change = new FleetChange(transaction, new(
            Guid.CreateVersion7(), "operator-token", name, "fleet-controlplane", Environment.MachineName, "fleet-controlplane", null, key, CommandHash.Of("operator-token", name, null), null), stop);
        if (await ReplaceOperator(change, name, token) is { } refusal)
            throw new UsageException(refusal.Text);
        await ChangeWriter.Write(change);
        await transaction.Commit();
        await TokenOutput.Write(name, token, file, stop);
    }

    private static async Task<Refusal?> ReplaceOperator(FleetChange change, string name, Secret token)
    {
        var session = change.Transaction.Session;
        if (await session.LoadAsync<UniqueValue>(UniqueValue.OperatorName(name), change.Stop) is { Holder: var id }
            && await session.LoadAsync<Operator>(id, change.Stop) is { } present)
        {
            change.Append<Operator, IOperatorEvent>(id, present.Version, OperatorDecider.Revoke(present, othersRemain: true));
            change.Statements.Add(OperatorTokens.Revoke(id));
        }
        var newId = Guid.CreateVersion7();
        var expires = change.Now + Validity;
        return change.Append<Operator, IOperatorEvent>(newId, 0, OperatorDecider.Add(newId, name, expires, taken: false, change.Now), () =>
            change.Statements.Add(OperatorTokens.Insert(token, newId, name, expires)));
    }
}
