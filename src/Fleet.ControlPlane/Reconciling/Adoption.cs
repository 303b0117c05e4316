using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Storage;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Fleet.Jitsi.Scram;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>
/// Takes over what a worker found on a hand-built server, in the name of the operator who asked for it: what nobody asked for is not
/// taken. Done again with the same report (the taker's commit failed), it changes nothing more.
/// </summary>
public sealed class Adoption(NpgsqlDataSource database, IDocumentStore store, RefusalLog refusals)
{
    private const int LongestSealed = 8192;

    // The reports' transaction waits meanwhile, and idles at most 5 s.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task Run(AcceptedReport accepted, CancellationToken stop)
    {
        if (accepted is not { Report: { Adopted: { } found } report })
            return;
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, Patience, stop);
        var commands = await CommandLog.AskedForAccounts(transaction, report.Server, accepted.AnsweredBefore, report.Answered, stop);
        if (commands.LastOrDefault(c => c.Name == "adopt-server") is not { } asked)
            return;
        var server = (await transaction.Session.LoadAsync<DesiredServer>(report.Server, stop))!;
        var context = new CommandContext(asked.Id, asked.Name, server.Name, asked.Operator, report.Worker, "fleet-worker", asked.Reason, asked.Id, asked.Hash, IfMatch: null);
        var change = new FleetChange(transaction, context, stop);
        var accounts = found.Accounts.Where(a => ServerDecider.IsAdoptable(server, a.Name) && IsSealed(a)).DistinctBy(a => a.Name).ToArray();
        var users = new Dictionary<string, Guid>();
        foreach (var account in accounts)
            await AdoptUser(change, account, server, users);
        if (change.Apply(server, ServerDecider.Adopt(server, new(found.Mode, [.. accounts], users))) is { } refusal)
        {
            await transaction.DisposeAsync();
            await refusals.Write(context, [(server.Name, refusal)], stop);
            return;
        }
        await ChangeWriter.Write(change, logged: false);
        await transaction.Commit();
    }

    /// <summary>The account's user, known or new, and what was sealed of it.</summary>
    public static async Task AdoptUser(FleetChange change, AdoptedAccount account, DesiredServer server, Dictionary<string, Guid> users)
    {
        var known = await change.Transaction.Session.FindUser(account.Name, change.Stop);
        var id = known?.Id ?? Guid.CreateVersion7();
        if (known is { IsActive: false } || change.Append<User, IUserEvent>(id, known?.Version ?? 0, UserDecider.Adopt(id, account.Name, known is not null)) is not null)
            return;
        users[account.Name] = id;
        Keep(change, account, server, id);
    }

    public static void Keep(FleetChange change, AdoptedAccount account, DesiredServer server, Guid user)
    {
        change.Statements.Add(SealedCredential.Forget(user, server.Id));
        change.Statements.Add(SealedCredential.Insert([new(account.CredentialId, user, server.Id, account.Hash, account.Jwe)]));
    }

    public static bool IsSealed(AdoptedAccount account) =>
        ScramHashes.Parse(account.Hash) is not null && account.Jwe.Length <= LongestSealed && account.Jwe.Count(c => c == '.') == 4 && account.Jwe.All(char.IsAscii);
}
