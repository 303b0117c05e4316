using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Web;

namespace Fleet.Jitsi.Hosts;

/// <summary>The web client's config.js, as nginx serves it to everybody.</summary>
internal static class WebClientReader
{
    /// <summary>Null when the web client is not on this host, or the host's program is too old to show it.</summary>
    public static AnonymousDomainReading? Read(HostView view) => File(view) switch
    {
        null or { Kind: ConfigFileKind.Missing } => null,
        // a program of before 0.2.0 shows it to nobody
        { Content: ConfigContent.Withheld } when view.Reply.Config.Jicofo is null or [] => null,
        { Text: null } file => new(null, Determined: false, Editable: false, null, Gap(file)),
        { Text: { } text } => Read(view, ClientScript.Read(text), text),
    };

    public static HostChange.SetAnonymousDomain? Change(HostView view, string? to) =>
        File(view) is { Text: { } text, Hash: { } hash } && Edit(view, ClientScript.Read(text), text, to) is { } edit
            ? new(hash, edit.Offset, edit.Form)
            : null;

    private static AnonymousDomainReading Read(HostView view, ClientScript script, string text)
    {
        if (script.Problem is { } problem) return new(null, Determined: false, Editable: false, null, $"config.js {problem}");
        var guests = GuestHosts.Of(view.Domain);
        var to = script.AnonymousDomain == guests ? null : guests;
        var place = script.Literal is { } literal ? $"config.js:{script.LineOf(literal.Offset)}" : null;
        // away from another's domain has to be possible, too
        var editable = Edit(view, script, text, to) is not null
            && (script.AnonymousDomain is null || Edit(view, script, text, null) is not null);
        return new(script.AnonymousDomain, Determined: true, editable, place, null);
    }

    private static ClientEdit? Edit(HostView view, ClientScript script, string text, string? to) =>
        to is null ? ClientEdit.Away(script, text, GuestHosts.Of(view.Domain)) : ClientEdit.To(script, text, to);

    private static ConfigFile? File(HostView view) => view.File($"/etc/jitsi/meet/{view.Domain}-config.js");

    private static string Gap(ConfigFile file) => file switch
    {
        { Content: ConfigContent.TooBig } => "config.js is larger than is read",
        { Kind: ConfigFileKind.DanglingLink } => "config.js is a link that leads nowhere",
        _ => "config.js cannot be read, or is no plain file of root's",
    };
}
