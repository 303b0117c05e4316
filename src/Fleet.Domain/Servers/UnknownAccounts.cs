using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;

namespace Fleet.Domain.Servers;

/// <summary>Accounts that nobody's user has: what may be there, what must not be, and what becomes a user's.</summary>
public static partial class ServerDecider
{
    public static Decision<IServerEvent> IgnoreAccounts(DesiredServer server, ImmutableArray<string> accounts) =>
        Each(server, accounts, a => server.IgnoredAccounts.Contains(a) ? null : new UnknownAccountIgnored(a));

    public static Decision<IServerEvent> ReportAccounts(DesiredServer server, ImmutableArray<string> accounts) =>
        Each(server, accounts, a => IsSpokenOf(server, a) ? new UnknownAccountReported(a) : null);

    public static Decision<IServerEvent> RemoveAccounts(DesiredServer server, ImmutableArray<string> accounts) =>
        Each(server, accounts, a => server.AbsentAccounts.ContainsKey(a) ? null : new UnknownAccountRemoved(a));

    /// <summary>Why these accounts can't become users' here.</summary>
    public static Refusal? WhyNotAdopted(DesiredServer server, ImmutableArray<string> accounts) =>
        WhyNotChanged(server) as Refusal ?? accounts.Select(a => WhyNotAdopted(server, a)).FirstOrDefault(r => r is not null);

    /// <param name="found">The accounts as they were found, sealed.</param>
    /// <param name="users">The active user of each name, known before or just adopted.</param>
    public static Decision<IServerEvent> AdoptAccounts(
        DesiredServer server, ImmutableArray<AdoptedAccount> found, IReadOnlyDictionary<string, Guid> users)
    {
        if (WhyNotChanged(server) is { } retired)
        {
            return retired;
        }

        return Decision.Accept<IServerEvent>([.. found
            .Where(a => WhyNotAdopted(server, a.Name) is null && users.ContainsKey(a.Name))
            .Select(IServerEvent (a) => new AccountAdopted(users[a.Name], a.Name, a.CredentialId))]);
    }

    private static Refusal? WhyNotAdopted(DesiredServer server, string account) =>
        UserName.Parse(account).Refusal ?? WhyNotNobodys(server, account)
            ?? (server.AbsentAccounts.ContainsKey(account) ? new AccountIsToBeRemoved(server.Name, account) : null);

    private static Decision<IServerEvent> Each(
        DesiredServer server, ImmutableArray<string> accounts, Func<string, IServerEvent?> @event)
    {
        var refusal = WhyNotChanged(server) as Refusal ?? accounts.Select(a => WhyNotNobodys(server, a)).FirstOrDefault(r => r is not null);
        return refusal is not null
            ? refusal
            : Decision.Accept<IServerEvent>([.. accounts.Distinct().Select(@event).OfType<IServerEvent>()]);
    }

    private static Refusal? WhyNotNobodys(DesiredServer server, string account) => account switch
    {
        _ when AccountName.Parse(account).Refusal is { } invalid => invalid,
        _ when server.Accounts.ContainsKey(account) => new AccountIsAUsers(server.Name, account),
        _ when server.IsAUsers(account) => new AccountIsRevoked(server.Name, account),
        _ => null,
    };

    private static bool IsSpokenOf(DesiredServer server, string account) =>
        server.IgnoredAccounts.Contains(account) || server.AbsentAccounts.ContainsKey(account);
}
