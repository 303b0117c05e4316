using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

internal static class OnDiskReader
{
    public static OnDisk Read(HostView view) => Read(view, JicofoReader.Read(view), WebClientReader.Read(view));

    private static OnDisk Read(HostView view, JicofoReading? jicofo, AnonymousDomainReading? client) => new(
        ProviderReader.Read(view),
        ProviderReader.AnonymousProvider(view),
        view.Link,
        Check(view.Reply.Check),
        ProviderReader.Overrides(view),
        GuestHostReader.OnDisk(view),
        jicofo?.State ?? JicofoAuthentication.Unknown,
        client?.Value,
        RegistrationReader.IsOpen(view),
        StorageReader.Read(view),
        [.. FileFindings.Of(view)],
        GuestHostReader.Read(view),
        jicofo,
        client,
        LockReader.RoomCreationRestricted(view),
        LockReader.EmptyTokens(view));

    private static ConfigCheck Check(Wire.ConfigVerdict verdict) => verdict.Validity switch
    {
        Wire.ConfigValidity.Valid => new(ConfigValidity.Valid, null),
        Wire.ConfigValidity.Invalid => new(ConfigValidity.Invalid, Where(verdict)),
        Wire.ConfigValidity.NotRun => new(ConfigValidity.Unknown, "prosodyctl was not asked"),
        _ => new(ConfigValidity.Unknown, "prosodyctl gave no verdict"),
    };

    private static string Where(Wire.ConfigVerdict verdict) => verdict switch
    {
        { File: null } => "it does not load",
        { Line: null } => ConfigPaths.Short(verdict.File),
        _ => $"{ConfigPaths.Short(verdict.File)}:{verdict.Line}",
    };
}
