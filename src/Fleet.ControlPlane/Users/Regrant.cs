using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Marten;

namespace Fleet.ControlPlane.Users;

/// <summary>Who may log in where, resolved anew by the command that changed a selector or a label: into the same transaction.</summary>
public static class Regrant
{
    public static async Task OnServers(FleetChange change, params DesiredServer[] servers)
    {
        var users = await change.Transaction.Session.Query<User>().Where(u => !u.Removed).OrderBy(u => u.Name).ToListAsync(change.Stop);
        await Apply(change, servers, Grants.Resolve(users, servers), pool: null, ofUser: false);
    }

    public static Task OfUser(FleetChange change, User user, IReadOnlyCollection<DesiredServer> servers) =>
        Apply(change, servers, Grants.Resolve([user], servers), pool: null);

    public static Task OfReselectedUser(FleetChange change, User user, IReadOnlyCollection<DesiredServer> servers) =>
        Apply(change, servers, Grants.Reselect(user, servers), pool: null);

    /// <param name="ofUser">The command is about one user, not about what a server's labels mean for all.</param>
    /// <param name="pool">Material that this very command has made; null: what is stored.</param>
    public static async Task Apply(FleetChange change, IReadOnlyCollection<DesiredServer> servers, GrantChanges changes, CredentialPool? pool, bool ofUser = true)
    {
        Withhold(change, servers, changes);
        if (changes.IsEmpty)
            return;
        var gainers = changes.Gained.Select(g => g.UserId).Distinct().ToArray();
        pool ??= await CredentialPool.Load(change, gainers, [.. changes.Gained.Select(g => g.ServerId).Distinct()]);
        var hashes = await PasswordHashes.Of(change.Transaction.Session, servers.Select(s => s.Id), change.Stop);
        foreach (var server in servers)
            if (changes.EventsFor(server.Id, grant => pool.Take(change, grant, hashes[server.Id]), ofUser) is { IsEmpty: false } events)
                change.Append(server, events);
        foreach (var gained in changes.Gained)
            change.Account(gained: true, gained.User, gained.Server);
        foreach (var lost in changes.Lost)
            change.Account(gained: false, lost.User, lost.Server);
    }

    // Said by the command that selects the user there; one that is about the server itself goes ahead.
    private static void Withhold(FleetChange change, IReadOnlyCollection<DesiredServer> servers, GrantChanges changes)
    {
        foreach (var withheld in changes.Withheld.Where(w => change.Servers.All(s => s.After!.Id != w.ServerId)))
            change.Apply(servers.Single(s => s.Id == withheld.ServerId), new AccountIsIgnored(withheld.Server, withheld.User));
    }
}
