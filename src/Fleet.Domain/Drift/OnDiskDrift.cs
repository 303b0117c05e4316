using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>What the files say, against what was commanded.</summary>
internal static class OnDiskDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, OnDisk disk) =>
        [.. Always(disk), .. LockDrift.Of(disk), .. desired.AccessMode is { } mode ? Access(desired, mode, disk) : []];

    private static IEnumerable<DriftItem> Always(OnDisk disk)
    {
        if (LinkSeverity(disk.Link) is { } severity)
        {
            yield return Item(DriftKind.ConfigNotLoaded, severity, DriftSubject.Link, $"the link in conf.d is {Word(disk.Link)}");
        }
        else if (disk.Link == ConfigLink.Unknown)
        {
            yield return Item(DriftKind.Undetermined, DriftSeverity.Medium, DriftSubject.Link, "the link in conf.d could not be read");
        }

        if (disk.Config.Validity == ConfigValidity.Invalid)
        {
            yield return Item(DriftKind.ConfigInvalid, DriftSeverity.High, DriftSubject.Config,
                $"Prosody would not start again: {Printable.Clip(disk.Config.Problem)}");
        }
        else if (disk.Config.Validity == ConfigValidity.Unknown)
        {
            yield return Item(DriftKind.Undetermined, DriftSeverity.Medium, DriftSubject.Config,
                $"the configuration was not checked: {Printable.Clip(disk.Config.Problem)}");
        }

        if (disk.Storage.Support != StorageSupport.Files)
        {
            yield return Item(DriftKind.Unsupported, DriftSeverity.High, DriftSubject.Storage,
                $"accounts are not Prosody's own files: {Printable.Clip(disk.Storage.Problem)}");
        }

        foreach (var found in disk.Overrides)
        {
            yield return Item(DriftKind.ConfigOverride, DriftSeverity.High, Printable.Clip($"{found.Option} in {found.Place}"),
                "a second definition; the last one that is loaded wins");
        }

        foreach (var file in disk.Files)
        {
            yield return Item(DriftKind.FilePermissions, DriftSeverity.Medium, Printable.Clip(file.Subject),
                $"{Printable.Clip(file.Found)}, should be {file.Expected}");
        }
    }

    private static IEnumerable<DriftItem> Access(DesiredServer desired, AccessMode mode, OnDisk disk) =>
    [
        .. Provider(mode, disk.Provider), .. GuestHostDrift.OnDisk(mode, disk), .. JicofoDrift.OnDisk(mode, disk),
        .. WebClientDrift.Of(desired, mode, disk), .. Registration(mode, disk.RegistrationOpen),
    ];

    private static IEnumerable<DriftItem> Provider(AccessMode mode, ProviderReading reading)
    {
        var closed = mode != AccessMode.Open;
        if (reading.Value is null)
        {
            yield return Item(DriftKind.Unsupported, DriftSeverity.High, DriftSubject.Provider,
                $"the provider cannot be determined: {Printable.Clip(reading.Problem)}");
        }
        else if (AuthenticationProvider.ModeOf(reading.Value) is not { } found)
        {
            yield return Item(DriftKind.Unsupported, DriftSeverity.High, DriftSubject.Provider,
                $"the provider is `{Printable.Clip(reading.Value)}`: {AuthenticationProvider.KindOf(reading.Value)}, not managed by Fleet");
        }
        else if (found == AccessMode.Open == closed)
        {
            yield return Item(
                DriftKind.AccessMode, closed ? DriftSeverity.Critical : DriftSeverity.High, DriftSubject.Provider,
                $"the provider is `{reading.Value}`, which is {found.Word()}; commanded is {mode.Word()}");
        }
    }

    private static IEnumerable<DriftItem> Registration(AccessMode mode, bool? open)
    {
        if (open == true)
        {
            yield return Item(
                DriftKind.RegistrationOpen, mode == AccessMode.Open ? DriftSeverity.Medium : DriftSeverity.Critical,
                DriftSubject.Registration,
                "anybody may make an account (`allow_registration`)");
        }
        else if (open is null && mode != AccessMode.Open)
        {
            yield return Item(DriftKind.Undetermined, DriftSeverity.Medium, DriftSubject.Registration,
                "whether anybody may make an account cannot be determined");
        }
    }

    private static DriftSeverity? LinkSeverity(ConfigLink link) => link switch
    {
        ConfigLink.Missing or ConfigLink.Dangling or ConfigLink.Elsewhere => DriftSeverity.Critical,
        ConfigLink.Copied => DriftSeverity.High,
        _ => null,
    };

    private static string Word(ConfigLink link) => link switch
    {
        ConfigLink.Missing => "missing",
        ConfigLink.Dangling => "dangling",
        ConfigLink.Copied => "a copy: what is edited in conf.avail has no effect",
        _ => "a link to somewhere else",
    };

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, subject, evidence);
}
