using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

/// <summary>Who gets in, as seen by somebody who knows all of a host: said apart from the rules that are judged by it.</summary>
internal static class Openness
{
    /// <summary>Now, or after the next start of its services.</summary>
    public static bool IsMoreOpen(Observation truth, AccessMode? desired) => desired switch
    {
        AccessMode.Members => AnybodyOpensRooms(truth) || GuestsIn(truth) || IsOpenOnDisk(truth) || truth.OnDisk.GuestHost == GuestHost.Anonymous,
        AccessMode.Guests => AnybodyOpensRooms(truth) || IsOpenOnDisk(truth),
        _ => false,
    };

    /// <summary>As it runs, whoever comes.</summary>
    public static bool AnybodyOpensRooms(Observation truth) =>
        !IsShut(truth) || (GuestsIn(truth) && truth.InForce.Jicofo?.Authentication != JicofoAuthentication.On);

    public static bool IsShut(Observation truth) => !Serves(truth, truth.InForce.Provider);

    /// <summary>Drifts that tell somebody that a server may be more open than commanded.</summary>
    public static bool Says(DriftItem drift) => !drift.Waived && drift.Kind is DriftKind.AccessMode or DriftKind.NotInForce
        or DriftKind.OpenFromOutside or DriftKind.GuestHost or DriftKind.JicofoAuth;

    private static bool IsOpenOnDisk(Observation truth) => AuthenticationProvider.IsAnonymous(truth.OnDisk.Provider.Value);

    private static bool GuestsIn(Observation truth) => Serves(truth, truth.InForce.GuestHostProvider);

    private static bool Serves(Observation truth, string? provider) =>
        !truth.IsDown(DriftSubject.Prosody) && AuthenticationProvider.IsAnonymous(provider);
}
