using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>The second locks: what lets somebody in although the first one is closed.</summary>
internal static class LockDrift
{
    public static IEnumerable<DriftItem> Of(OnDisk disk)
    {
        if (disk.RoomCreationRestricted == false)
        {
            yield return Item(DriftKind.RoomCreation, DriftSeverity.Medium, DriftSubject.Rooms,
                "whoever gets in may make rooms without Jicofo: `restrict_room_creation = true` is missing from the rooms' component");
        }

        if (disk.EmptyTokens == true)
        {
            yield return Item(DriftKind.EmptyToken, DriftSeverity.High, DriftSubject.Tokens,
                "`allow_empty_token` lets in who has no token");
        }
    }

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, subject, evidence);
}
