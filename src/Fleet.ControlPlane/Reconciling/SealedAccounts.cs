using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>
/// Takes over single accounts that a worker sealed as it found them: new users' accounts, or the password that a user gave an account there;
/// each in the name of the operator who asked for it. Done again with the same report, it changes nothing more.
/// </summary>
public sealed class SealedAccounts(NpgsqlDataSource database, IDocumentStore store, RefusalLog refusals)
{
    /// <param name="reports">The transaction that waits meanwhile.</param>
    public async Task Run(AcceptedReport accepted, FleetTransaction reports, CancellationToken stop)
    {
        if (accepted is not { Report: { Sealed: { IsDefault: false } found } report })
            return;
        await reports.StayAwake(stop);
        foreach (var asked in (await AskedFor(accepted, stop)).Where(c => c.Name is UnknownAccountsDecision.Adopt or UserCredentialDecision.Keep))
        {
            var goal = asked.Goals.Single(g => g.Server == report.Server);
            ImmutableArray<AdoptedAccount> wanted =
                [.. found.Where(a => goal.Accounts?.Contains(a.Name) is true && Adoption.IsSealed(a)).DistinctBy(a => a.Name)];
            await reports.StayAwake(stop);
            await TakeOver(asked, goal, wanted, report, stop);
        }
    }

    private async Task<IReadOnlyList<LoggedCommand>> AskedFor(AcceptedReport accepted, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, Adoption.Patience, stop);
        return await CommandLog.AskedForAccounts(transaction, accepted.Report.Server, accepted.AnsweredBefore, accepted.Report.Answered, stop);
    }

    private async Task TakeOver(
        LoggedCommand asked, CommandGoal goal, ImmutableArray<AdoptedAccount> found, ReconcileReport report, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, Adoption.Patience, stop);
        var server = (await transaction.Session.LoadAsync<DesiredServer>(report.Server, stop))!;
        var context = new CommandContext(
            asked.Id, asked.Name, server.Name, asked.Operator, report.Worker, "fleet-worker", asked.Reason, asked.Id, asked.Hash, IfMatch: null);
        var change = new FleetChange(transaction, context, stop);
        var refused = asked.Name == UserCredentialDecision.Keep ? Keep(change, server, found) : await Adopt(change, server, found);
        var missing = goal.Accounts!.Except(found.Select(a => a.Name)).Select(a => WhyNotFound(server, a, report)).OfType<Refusal>();
        await ChangeWriter.Write(change, logged: false);
        await transaction.Commit();
        await refusals.Write(context, [.. refused.Concat(missing).Select(r => (server.Name, r))], stop);
    }

    private static List<Refusal> Keep(FleetChange change, DesiredServer server, ImmutableArray<AdoptedAccount> found)
    {
        var refused = new List<Refusal>();
        foreach (var account in found)
        {
            var decision = ServerDecider.KeepCredential(change.Current(server), account.Name, account.CredentialId);
            if (change.Apply(server, decision) is { } refusal)
                refused.Add(refusal);
            else if (decision is Decision<IServerEvent>.Accepted { Events.IsEmpty: false })
                Adoption.Keep(change, account, server, server.Accounts[account.Name].UserId);
        }
        return refused;
    }

    private static async Task<List<Refusal>> Adopt(FleetChange change, DesiredServer server, ImmutableArray<AdoptedAccount> found)
    {
        ImmutableArray<AdoptedAccount> adoptable = [.. found.Where(a => ServerDecider.WhyNotAdopted(server, [a.Name]) is null)];
        var users = new Dictionary<string, Guid>();
        foreach (var account in adoptable)
            await Adoption.AdoptUser(change, account, server, users);
        var refusal = change.Apply(server, ServerDecider.AdoptAccounts(server, adoptable, users));
        return refusal is null ? [] : [refusal];
    }

    // One that is already the credential that Fleet has is not sealed again.
    private static AccountNotTakenOver? WhyNotFound(DesiredServer server, string account, ReconcileReport report)
    {
        var seen = report.Observation?.Accounts.Items?.FirstOrDefault(a => a.Name == account);
        return seen?.MatchesCredential is { } credential && server.Accounts.GetValueOrDefault(account)?.CredentialId == credential
            ? null
            : new(server.Name, account, Why(seen));
    }

    private static string Why(ObservedAccount? seen) => seen switch
    {
        null => "it is not there",
        { Problem: { } problem } => $"nobody can log in with it ({Kebab.Text(problem)})",
        { Disabled: true } => "it is disabled there",
        _ => "the worker did not seal it",
    };
}

public sealed record AccountNotTakenOver(string Server, string Account, string Why) : ConflictRefusal(
    "account-not-taken-over", $"`{Account}` on `{Server}` could not be taken over: {Why}. See `fleet servers show {Server}`.");
