namespace Fleet.Jitsi.Host;

/// <summary>
/// Makes guest.[domain] in force as it is on disk, without a restart: with <paramref name="Provider"/>, or, when that is null, not at all.
/// <paramref name="NeedsJicofo"/>: only when Jicofo is proven to ask for a login of the domain.
/// </summary>
public sealed record GuestActivation(SwitchableProvider? Provider, bool NeedsJicofo)
{
    internal IEnumerable<string> Lines =>
    [
        RequestFrame.Line("guest-activation", Provider?.Name() ?? "absent"),
        RequestFrame.Line("guest-needs-jicofo", NeedsJicofo ? "yes" : "no"),
    ];
}
