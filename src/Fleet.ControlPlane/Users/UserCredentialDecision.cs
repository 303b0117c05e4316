using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
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
        if (await change.Transaction.Session.FindUser(name, change.Stop) is not { } user)
            return new UserUnknown(name);
        var material = await Material.Load(change, user);
        var selection = new ServerSelection(request.Selector, request.Expect, request.Servers);
        if (await ServerDesk.Each(change, selection, (server, _) => Decide(change, server, action, name, material)) is { } refused)
            return refused;
        return change.Servers.All(s => s.Before!.Accounts.ContainsKey(name) is false) ? new UserNotOnServers(name, request.Selector) : null;
    }

    private static void Decide(FleetChange change, DesiredServer server, CredentialAction action, string name, Material material)
    {
        if (!server.Accounts.TryGetValue(name, out var account))
            change.Append(server, []);
        else if (action == CredentialAction.Reset)
            change.Apply(server, ServerDecider.ResetCredential(server, name, material.For(change, server, account, name)));
        else
            change.Ask(server, SealAsk.Of([name]));
    }
}

/// <summary>What there is sealed of a user: of the hash that each server takes by now, which may be another than it took before.</summary>
internal sealed record Material(CredentialPool Pool, Dictionary<Guid, string> Hashes)
{
    public static async Task<Material> Load(FleetChange change, User user)
    {
        var session = change.Transaction.Session;
        var active = await session.ActiveServers(change.Stop);
        Guid[] servers = [.. active.Where(s => s.Accounts.GetValueOrDefault(user.Name)?.UserId == user.Id).Select(s => s.Id)];
        return new(await CredentialPool.Load(change, [user.Id], servers), await PasswordHashes.Of(session, servers, change.Stop));
    }

    public Guid? For(FleetChange change, DesiredServer server, DesiredAccount account, string name) =>
        Pool.Take(change, new(server.Id, server.Name, account.UserId, name, account.Adopted, CredentialId: null), Hashes[server.Id]);
}

public sealed record UserNotOnServers(string User, string Selector) : ConflictRefusal(
    "user-not-on-servers", $"`{User}` has no account on any server that `{Selector}` matches. `fleet users show {User}` lists the user's servers.");
