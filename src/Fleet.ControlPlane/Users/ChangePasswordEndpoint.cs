using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Fleet.Jitsi.Scram;
using Marten;
using Wolverine.Http;

namespace Fleet.ControlPlane.Users;

public static class ChangePasswordEndpoint
{
    [WolverinePost(Routes.UserPassword)]
    public static async Task<IResult> Post(
        string name, UserPasswordRequest request, HttpContext http, CommandDesk desk, IDocumentStore store, PasswordMaterial material)
    {
        if (!SaslPrep.Prepare(request.Password.Value).TryGet(out var password, out var unusable))
            return await desk.Handle(http, "change-password", name, request, _ => Task.FromResult<Refusal?>(unusable));
        await using var session = store.QuerySession();
        var user = await session.FindUser(name, http.RequestAborted);
        var credentials = user is null ? [] : await material.Derive(password, user.Id, name, s => Holds(s, user), http.RequestAborted);
        return await desk.User(http, "change-password", name, request,
            now => now.Id == user?.Id ? UserDecider.ChangePassword(now) : new UserNewMeanwhile(name), (change, now, servers) => Exchange(change, now, servers, credentials));
    }

    private static async Task Exchange(FleetChange change, User user, IReadOnlyCollection<DesiredServer> servers, ImmutableArray<SealedCredential> credentials)
    {
        // one user's own password, wherever the user is: nobody else notices
        change.IsMeant = true;
        change.Statements.Add(SealedCredential.Forget(user.Id));
        change.Statements.Add(SealedCredential.Insert(credentials));
        var pool = CredentialPool.Of(credentials);
        var hashes = await PasswordHashes.Of(change.Transaction.Session, servers.Select(s => s.Id), change.Stop);
        foreach (var server in servers.Where(s => Holds(s, user)))
        {
            var needed = new AccountGrant(server.Id, server.Name, user.Id, user.Name, ByAdoption: false, CredentialId: null);
            change.Append(server, [new AccountCredentialSet(user.Id, user.Name, pool.Take(change, needed, hashes[server.Id]))]);
        }
    }

    private static bool Holds(DesiredServer server, User user) => server.Accounts.GetValueOrDefault(user.Name)?.UserId == user.Id;
}

public sealed record UserNewMeanwhile(string Name) : ConflictRefusal(
    "user-new-meanwhile", $"`{Name}` was registered while the password was being prepared, so it is for nobody; nothing was done. See `fleet users show {Name}`, then say it again.");
