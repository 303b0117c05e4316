using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain;
using Fleet.Tests.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>What somebody does on hosts, past Fleet: the same on each of them.</summary>
internal sealed record Edit(ImmutableArray<int> Servers, HandEdit What) : Step
{
    public override void Do(World world)
    {
        foreach (var machine in Servers.Select(s => world.Machines[s])) machine.Truth = After(machine.Truth, world.Now);
    }

    public override string ToString() => $"edit {string.Join(",", Servers)} {What}";

    private Observation After(Observation host, DateTimeOffset now) => What switch
    {
        HandEdit.OpenFiles => Provider(host, "jitsi-anonymous"),
        HandEdit.CloseFiles => Provider(host, "internal_hashed"),
        HandEdit.OpenAll => Reboot(Provider(host, "jitsi-anonymous")),
        HandEdit.OpenInForce => host with { InForce = host.InForce with { Provider = "anonymous", SessionsWithoutLogin = 3 } },
        HandEdit.GuestHost => Guests(host),
        HandEdit.JicofoOff => Jicofo(host),
        HandEdit.StopProsody => Service(host, DriftSubject.Prosody, ServiceStatus.Stopped),
        HandEdit.Reboot => Reboot(host),
        HandEdit.NewAccount => Account(host, Some.Account("mallory")),
        HandEdit.LoseAccount => host with { Accounts = host.Accounts with { Items = [.. host.Accounts.Items!.Value.Where(a => a.Name != Machine.NameOf(0))] } },
        HandEdit.Hold => Held(host, new("a look", "root", now, now.AddHours(2))),
        HandEdit.Lock => Held(Reboot(Provider(host, "internal_hashed")), new("an attack", "root", now, null, Locked: true)),
        HandEdit.Release => Held(host, null),
        HandEdit.Packages => host with { Host = host.Host with { PackageManager = PackageManagerState.Running } },
        HandEdit.PackagesDone => host with { Host = host.Host with { PackageManager = PackageManagerState.Idle } },
        _ => throw new InvalidOperationException($"{What} is not simulated"),
    };

    private static Observation Provider(Observation host, string provider) =>
        host with { OnDisk = host.OnDisk with { Provider = host.OnDisk.Provider with { Value = provider } } };

    private static Observation Reboot(Observation host) =>
        Host.After(host, [new Change.StartService("prosody"), new Change.StartService("jicofo")]);

    private static Observation Guests(Observation host)
    {
        var guests = host.OnDisk.Guests! with { State = GuestHost.Anonymous, Provider = "anonymous", Ours = false, Rewritable = true, Place = "conf.d/guest.cfg.lua:1" };
        return host with
        {
            OnDisk = host.OnDisk with { Guests = guests, GuestHost = GuestHost.Anonymous },
            InForce = host.InForce with { GuestHostProvider = "anonymous", GuestHostActive = true },
        };
    }

    private static Observation Jicofo(Observation host) => host with
    {
        OnDisk = host.OnDisk with
        {
            Jicofo = JicofoAuthentication.Off,
            JicofoFiles = host.OnDisk.JicofoFiles! with { State = JicofoAuthentication.Off, Ours = false },
        },
        InForce = host.InForce with { Jicofo = new(JicofoAuthentication.Off, null) },
    };

    private static Observation Service(Observation host, string name, ServiceStatus status) =>
        host with { Services = [.. host.Services.Select(s => s.Name == name ? s with { Status = status } : s)] };

    private static Observation Account(Observation host, ObservedAccount account) =>
        host with { Accounts = host.Accounts with { Items = [.. host.Accounts.Items!.Value.Where(a => a.Name != account.Name), account] } };

    private static Observation Held(Observation host, HostHold? hold) => host with { Host = host.Host with { Hold = hold } };
}

internal enum HandEdit
{
    OpenFiles,
    CloseFiles,
    OpenInForce,
    OpenAll,
    GuestHost,
    JicofoOff,
    StopProsody,
    Reboot,
    NewAccount,
    LoseAccount,
    Hold,
    Lock,
    Release,
    Packages,
    PackagesDone,
}

internal sealed record Break(int Server) : Step
{
    public override void Do(World world) => world.Machines[Server].Fragile = true;
}

internal sealed record Cut(int Server, bool Off) : Step
{
    public override void Do(World world) => world.Machines[Server].CutOff = Off;
}
