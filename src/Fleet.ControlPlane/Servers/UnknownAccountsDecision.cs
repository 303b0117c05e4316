using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Servers;

public enum AccountAction
{
    Ignore,
    Report,
    Adopt,
    Remove,
}

/// <summary>For the command and for its plan.</summary>
public static class UnknownAccountsDecision
{
    public const string Adopt = "adopt-accounts";

    public static string NameOf(AccountsRequest request) =>
        WireValues.Word<AccountAction>("action", request.Action).TryGet(out var action, out _) ? $"{Kebab.Text(action)}-accounts" : "accounts";

    public static async Task<Refusal?> Decide(FleetChange change, AccountsRequest request)
    {
        if (!WireValues.Word<AccountAction>("action", request.Action).TryGet(out var action, out var refusal))
            return refusal;
        if (request.Accounts.Count is 0 or > SealAsk.MaxAccounts)
            return new AccountsNotNamed(request.Accounts.Count);
        ImmutableArray<string> accounts = [.. request.Accounts];
        var selection = new ServerSelection(request.Selector, request.Expect, request.Servers);
        if (await ServerDesk.Each(change, selection, (server, _) => Decide(change, server, action, accounts)) is { } refused)
            return refused;
        await Regrant.OnServers(change, [.. change.Servers.Where(s => !s.Events.IsEmpty).Select(s => s.After!)]);
        return null;
    }

    private static void Decide(FleetChange change, DesiredServer server, AccountAction action, ImmutableArray<string> accounts)
    {
        if (action != AccountAction.Adopt)
            change.Apply(server, Decide(server, action, accounts));
        else if (ServerDecider.WhyNotAdopted(server, accounts) is { } refusal)
            change.Apply(server, refusal);
        else
            change.Ask(server, SealAsk.Of(accounts));
    }

    private static Decision<IServerEvent> Decide(DesiredServer server, AccountAction action, ImmutableArray<string> accounts) => action switch
    {
        AccountAction.Ignore => ServerDecider.IgnoreAccounts(server, accounts),
        AccountAction.Report => ServerDecider.ReportAccounts(server, accounts),
        _ => ServerDecider.RemoveAccounts(server, accounts),
    };
}

public sealed record AccountsNotNamed(int Given) : InvalidRefusal(
    "accounts-not-named", $"{Given} accounts are named; name 1 to {SealAsk.MaxAccounts}, as `fleet servers show` has them.");
