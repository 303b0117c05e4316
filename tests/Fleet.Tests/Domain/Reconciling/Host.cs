using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Domain.Reconciling;

/// <summary>What an obedient host would look like after changes.</summary>
public static class Host
{
    public static Observation After(Observation host, IEnumerable<Change> changes) => changes.Aggregate(host, After);

    private static Observation After(Observation host, Change change) => change switch
    {
        Change.SetProvider c => host with { OnDisk = host.OnDisk with { Provider = host.OnDisk.Provider with { Value = c.To } } },
        Change.ActivateAccessMode c => host with { InForce = Activated(host.InForce, c) },
        Change.PutAccount c => With(host, [.. Others(host, c.User), Some.Account(c.User, c.CredentialId)]),
        Change.RemoveAccount c => With(host, [.. Others(host, c.User)]),
        Change.DisableAccount c => Disabled(host, c.User, true),
        Change.EnableAccount c => Disabled(host, c.User, false),
        Change.RestartService => host,
        Change.RestoreConfigLink => host with { OnDisk = host.OnDisk with { Link = ConfigLink.Intact } },
        Change.FixPermissions c =>
            host with { OnDisk = host.OnDisk with { Files = [.. host.OnDisk.Files.Where(f => f.Subject != c.Subject)] } },
        Change.StartService c => Started(host, c.Name),
        Change.CloseSessions => host with { InForce = host.InForce with { SessionsWithoutLogin = 0 } },
        _ => throw new InvalidOperationException($"{change} is not simulated"),
    };

    private static InForce Activated(InForce force, Change.ActivateAccessMode change) => change.Activation == Activation.Restart
        ? new InForce(change.To, false, 0, 0, 0, 0, Some.Now, null)
        : force with { Provider = change.To };

    private static Observation Started(Observation host, string name) => host with
    {
        Services = [.. host.Services.Select(s => s.Name == name ? s with { Status = ServiceStatus.Running } : s)],
        InForce = name == "prosody" ? new InForce(host.OnDisk.Provider.Value, false, 0, 0, 0, 0, Some.Now, null) : host.InForce,
    };

    private static Observation With(Observation host, ImmutableArray<ObservedAccount> accounts) =>
        host with { Accounts = host.Accounts with { Items = accounts } };

    private static Observation Disabled(Observation host, string user, bool disabled) =>
        With(host, [.. host.Accounts.Items!.Value.Select(a => a.Name == user ? a with { Disabled = disabled } : a)]);

    private static IEnumerable<ObservedAccount> Others(Observation host, string user) =>
        host.Accounts.Items!.Value.Where(a => a.Name != user);
}
