using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;

namespace Fleet.ControlPlane.Servers;

/// <summary>Each account of a server: what it is there by, and how it stands.</summary>
public static class AccountViews
{
    public static IEnumerable<ServerAccount> Of(ServerPicture server, ObservedAccounts? seen)
    {
        var there = (seen?.Items ?? []).DistinctBy(a => a.Name).ToDictionary(a => a.Name);
        foreach (var (user, account) in server.Desired.Accounts)
            yield return new(user, account.Adopted ? "adopted" : "granted", State(server, account, there.GetValueOrDefault(user), seen?.Items is not null));
        foreach (var (user, absent) in server.Desired.AbsentAccounts.Where(a => there.ContainsKey(a.Key)))
            yield return new(user, absent.UserId is null ? "unknown" : "granted", absent.Disabled && there[user].Disabled ? "disabled" : "to-be-removed");
        foreach (var ignored in server.Desired.IgnoredAccounts)
            yield return new(ignored, "ignored", there.ContainsKey(ignored) ? "present" : "absent");
        foreach (var unknown in there.Values.Where(a => IsUnknown(server.Desired, a.Name)))
            yield return new(unknown.Name, "unknown", unknown.Disabled ? "disabled" : "present");
    }

    public static string State(ServerPicture server, DesiredAccount account, ObservedAccount? seen, bool looked) => seen switch
    {
        _ when account.CredentialId is null => "needs-password",
        { Disabled: true } => "disabled",
        { } when seen.MatchesCredential == account.CredentialId => "present",
        _ when !looked || account.Since > server.Condition.Condition.AppliedGeneration => "pending",
        null => "missing",
        _ => "changed",
    };

    private static bool IsUnknown(DesiredServer server, string name) =>
        !server.Accounts.ContainsKey(name) && !server.AbsentAccounts.ContainsKey(name) && !server.IgnoredAccounts.Contains(name)
        && name != UserName.ProbeAccount;
}
