using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Reconciling;

/// <summary>
/// The access mode that a hand-built server was meant to have. Where it is not what it was meant to be (Jicofo asks for no login, say),
/// adopting it shows that as drift.
/// </summary>
internal static class AdoptedMode
{
    public static AccessMode? Of(OnDisk disk) => AuthenticationProvider.ModeOf(disk.Provider.Value) switch
    {
        AccessMode.Members when disk.Guests is { State: GuestHost.Anonymous } => AccessMode.Guests,
        var mode => mode,
    };
}
