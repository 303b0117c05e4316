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
        Change.ActivateAccessMode c => host with { InForce = Activated(host, c) },
        Change.PutAccount c => With(host, [.. Others(host, c.User), Some.Account(c.User, c.CredentialId)]),
        Change.RemoveAccount c => With(host, [.. Others(host, c.User)]),
        Change.DisableAccount c => Disabled(host, c.User, true),
        Change.EnableAccount c => Disabled(host, c.User, false),
        Change.RestoreConfigLink => host with { OnDisk = host.OnDisk with { Link = ConfigLink.Intact } },
        Change.FixPermissions c =>
            host with { OnDisk = host.OnDisk with { Files = [.. host.OnDisk.Files.Where(f => f.Subject != c.Subject)] } },
        Change.StartService c => Started(host, c.Name),
        Change.CloseSessions => host with { InForce = host.InForce with { SessionsWithoutLogin = 0 } },
        Change.AddGuestHost c => WithGuests(host, c.Provider, ours: true),
        Change.RemoveGuestHost => WithGuests(host, null, ours: false),
        Change.SetGuestProvider c => WithGuests(host, c.To, ours: false),
        Change.ActivateGuestHost c => host with { InForce = Guests(host.InForce, c.To, Others(host.InForce)) },
        Change.SetJicofoAuthentication c => host with { OnDisk = host.OnDisk with
        {
            Jicofo = c.On ? JicofoAuthentication.On : JicofoAuthentication.Off,
            JicofoFiles = host.OnDisk.JicofoFiles! with { State = c.On ? JicofoAuthentication.On : JicofoAuthentication.Off,
                Ours = c is { On: true, Source: JicofoSource.File } },
        } },
        Change.RestartService => host with { InForce = host.InForce with { Jicofo = new(host.OnDisk.Jicofo, null) } },
        Change.SetAnonymousDomain c => host with { OnDisk = host.OnDisk with
        {
            AnonymousDomain = c.To,
            WebClient = host.OnDisk.WebClient! with { Value = c.To },
        } },
        _ => throw new InvalidOperationException($"{change} is not simulated"),
    };

    private static InForce Activated(Observation host, Change.ActivateAccessMode change) => change.Activation == Activation.Restart
        ? Fresh(host, change.To)
        : host.InForce with { Provider = change.To };

    private static Observation Started(Observation host, string name) => host with
    {
        Services = [.. host.Services.Select(s => s.Name == name ? s with { Status = ServiceStatus.Running } : s)],
        InForce = name == "prosody" ? Fresh(host, host.OnDisk.Provider.Value)
            : name == "jicofo" ? host.InForce with { Jicofo = new(host.OnDisk.Jicofo, null) } : host.InForce,
    };

    private static InForce Fresh(Observation host, string? provider) => Guests(
        new InForce(provider, false, 0, 0, 0, 0, Some.Now, null, host.InForce.Jicofo),
        host.OnDisk.Guests is { State: GuestHost.Anonymous or GuestHost.Closed } guests ? guests.Provider : null,
        host.OnDisk.Guests is { Others.IsEmpty: false });

    private static InForce Guests(InForce force, string? provider, bool others) => force with
    {
        GuestHostProvider = provider ?? InForce.NotServed,
        GuestHostActive = others || AuthenticationProvider.IsAnonymous(provider),
    };

    private static bool Others(InForce force) =>
        force.GuestHostActive == true && !AuthenticationProvider.IsAnonymous(force.GuestHostProvider);

    private static Observation WithGuests(Observation host, string? provider, bool ours)
    {
        var guests = host.OnDisk.Guests! with
        {
            State = AnyGuests.State(provider), Provider = provider, Ours = ours, Rewritable = provider is not null,
            Place = provider is null ? null : "x:1",
        };
        return host with { OnDisk = host.OnDisk with { Guests = guests, GuestHost = AnyGuests.Summary(guests) } };
    }

    private static Observation With(Observation host, ImmutableArray<ObservedAccount> accounts) =>
        host with { Accounts = host.Accounts with { Items = accounts } };

    private static Observation Disabled(Observation host, string user, bool disabled) =>
        With(host, [.. host.Accounts.Items!.Value.Select(a => a.Name == user ? a with { Disabled = disabled } : a)]);

    private static IEnumerable<ObservedAccount> Others(Observation host, string user) =>
        host.Accounts.Items!.Value.Where(a => a.Name != user);
}
