using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <summary>A password that its user changed on a server: Fleet's again, or the user's from now on.</summary>
public static partial class ServerDecider
{
    /// <param name="credentialId">The credential to put: the present one, or a spare where the server takes another hash by now; null =
    /// there is none.</param>
    public static Decision<IServerEvent> ResetCredential(DesiredServer server, string user, Guid? credentialId)
    {
        if (WhyNotHeld(server, user) is { } refusal)
        {
            return refusal;
        }

        var account = server.Accounts[user];
        return credentialId switch
        {
            null => new CredentialMissing(server.Name, user),
            _ when credentialId == account.CredentialId => Decision.Accept<IServerEvent>(new AccountCredentialReset(account.UserId, user)),
            _ => Decision.Accept<IServerEvent>(new AccountCredentialSet(account.UserId, user, credentialId)),
        };
    }

    /// <param name="credentialId">The credential as it was found on the server.</param>
    public static Decision<IServerEvent> KeepCredential(DesiredServer server, string user, Guid credentialId) =>
        WhyNotHeld(server, user) is { } refusal
            ? refusal
            : server.Accounts[user].CredentialId == credentialId
                ? Decision.Accept<IServerEvent>()
                : Decision.Accept<IServerEvent>(new AccountCredentialKept(server.Accounts[user].UserId, user, credentialId));

    /// <summary>Why nothing can be said about this user's credential there.</summary>
    public static Refusal? WhyNotHeld(DesiredServer server, string user) =>
        WhyNotChanged(server) as Refusal ?? (server.Accounts.ContainsKey(user) ? null : new AccountNotHeld(server.Name, user));
}
