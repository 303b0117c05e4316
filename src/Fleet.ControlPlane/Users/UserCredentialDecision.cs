using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.ControlPlane.Users;

public enum CredentialAction
{
    Reset,
    Keep,
}

/// <summary>For the command and for its plan. Servers that the selector matches and the user is not on are left as they are.</summary>
public static class UserCredentialDecision
{
    public const string Keep = "keep-credential";

    public static string NameOf(UserCredentialRequest request) =>
        WireValues.Word<CredentialAction>("action", request.Action).TryGet(out var action, out _) ? $"{Kebab.Text(action)}-credential" : "credential";

    public static async Task<Refusal?> Decide(FleetChange change, string name, UserCredentialRequest request)
    {
        if (!WireValues.Word<CredentialAction>("action", request.Action).TryGet(out var action, out var refusal))
            return refusal;
        if (await change.Transaction.Session.FindUser(name, change.Stop) is null)
            return new UserUnknown(name);
        var selection = new ServerSelection(request.Selector, request.Expect, request.Servers);
        if (await ServerDesk.Each(change, selection, (server, _) => Decide(change, server, action, name)) is { } refused)
            return refused;
        return change.Servers.All(s => s.Before!.Accounts.ContainsKey(name) is false) ? new UserNotOnServers(name, request.Selector) : null;
    }

    private static void Decide(FleetChange change, DesiredServer server, CredentialAction action, string name)
    {
        if (!server.Accounts.ContainsKey(name))
            change.Append(server, []);
        else if (action == CredentialAction.Reset)
            change.Apply(server, ServerDecider.ResetCredential(server, name));
        else
            change.Ask(server, SealAsk.Of([name]));
    }
}

public sealed record UserNotOnServers(string User, string Selector) : ConflictRefusal(
    "user-not-on-servers", $"`{User}` has no account on any server that `{Selector}` matches. `fleet users show {User}` lists the user's servers.");
