using System.Collections.Immutable;
using Fleet.Domain.Drift;

namespace Fleet.Worker.Reconciling;

/// <summary>What a run left unrepaired, so that the next one knows what is new.</summary>
internal sealed record LeftDrift(long Generation, ImmutableHashSet<DriftKey> Keys);

/// <summary>Whether somebody did something to a host since it was last looked at.</summary>
internal static class NewDrift
{
    /// <param name="left">null when this worker does not know.</param>
    /// <param name="generation">Of the intent that was compared with; what differs because of a new command is no drift.</param>
    public static bool IsIn(IEnumerable<DriftItem> found, LeftDrift? left, long generation, long appliedGeneration)
    {
        var made = found.Where(d => IsMade(d.Kind));
        return left?.Generation == generation ? made.Any(d => !left.Keys.Contains(d.Key)) : generation <= appliedGeneration && made.Any();
    }

    // by a person, a package or a program, in files, accounts or services: what leaves traces on the host
    private static bool IsMade(DriftKind kind) => kind is
        DriftKind.AccessMode or DriftKind.NotInForce or DriftKind.GuestHost or DriftKind.JicofoAuth or DriftKind.AnonymousDomain
        or DriftKind.ConfigNotLoaded or DriftKind.ConfigInvalid or DriftKind.ConfigOverride or DriftKind.RegistrationOpen
        or DriftKind.UserMissing or DriftKind.UserUnknown or DriftKind.UserReturned or DriftKind.UserCredential or DriftKind.UserDisabled
        or DriftKind.ServiceDown or DriftKind.FilePermissions or DriftKind.RoomCreation or DriftKind.EmptyToken or DriftKind.ExposedPort
        or DriftKind.PackageChanged;
}
