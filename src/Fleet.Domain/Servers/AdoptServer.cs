using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;

namespace Fleet.Domain.Servers;

/// <param name="Users">The active user of each name that is found on the server, known before or just adopted.</param>
public sealed record AdoptServer(AccessMode Mode, ImmutableArray<AdoptedAccount> Accounts, IReadOnlyDictionary<string, Guid> Users);

public static partial class ServerDecider
{
    /// <summary>
    /// Takes over what a hand-built server is, without changing it. Accounts without an active user, of services or revoked ones are
    /// left out: they stay reported.
    /// </summary>
    public static Decision<IServerEvent> Adopt(DesiredServer server, AdoptServer command)
    {
        if (WhyNotChanged(server) is { } retired)
        {
            return retired;
        }

        if (server.AccessMode is { } commanded && commanded != command.Mode)
        {
            return new AccessModeCommandedAlready(server.Name, commanded, command.Mode);
        }

        var accounts = command.Accounts.Where(a => IsAdoptable(server, a.Name) && command.Users.ContainsKey(a.Name))
            .Select(IServerEvent (a) => new AccountAdopted(command.Users[a.Name], a.Name, a.CredentialId));
        return Decision.Accept<IServerEvent>(server.AccessMode is null ? [new ServerAdopted(command.Mode), .. accounts] : [.. accounts]);
    }

    /// <summary>What an operator has said something about is left out: an account that is ignored, or must not be there.</summary>
    public static bool IsAdoptable(DesiredServer server, string account) =>
        UserName.Parse(account).Refusal is null && !server.Accounts.ContainsKey(account) && !server.AbsentAccounts.ContainsKey(account)
        && !server.IgnoredAccounts.Contains(account);
}
