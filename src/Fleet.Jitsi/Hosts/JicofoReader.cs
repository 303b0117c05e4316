using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using JicofoInForce = Fleet.Domain.Reconciling.JicofoInForce;
using JicofoSource = Fleet.Domain.Reconciling.JicofoSource;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>Jicofo's authentication, from the four places where it can be written: each setting by itself, the first that has it wins.</summary>
internal static class JicofoReader
{
    private const string Service = "jicofo", Xmpp = "XMPP", None = "NONE", Jwt = "JWT";

    /// <summary>Null when the host's program is too old to tell.</summary>
    public static JicofoReading? Read(HostView view)
    {
        if (view.Reply.Config.Jicofo is not ({ Count: > 0 } sent)) return null;
        var places = sent.OrderBy(s => s.Source).ToList();
        var reading = Read(places, view.Domain) with { Installed = IsInstalled(view, places), Ours = places.Exists(p => p.Ours) };
        return places.Find(p => p.State == JicofoFileState.Invalid) is { } broken
            ? reading with { Invalid = true, Rewritable = false, Problem = $"{Name(broken.Source)} is not in the syntax that Jicofo reads" }
            : reading;
    }

    public static JicofoInForce? InForce(HostView view)
    {
        if (view.Reply.Config.Jicofo is null or [] || !IsInstalled(view, view.Reply.Config.Jicofo)) return null;
        var said = view.Reply.Jicofo;
        return said.Authority switch
        {
            JicofoAuthority.Unknown => new(JicofoAuthentication.Unknown, said.Reason ?? "it did not say"),
            JicofoAuthority.None => new(JicofoAuthentication.Off, null),
            JicofoAuthority.Jwt => new(JicofoAuthentication.OtherType, "it wants a token"),
            _ when said.LoginUrl is null => new(JicofoAuthentication.Unknown, "of which domain it wants a login is not in its log"),
            _ => new(OfDomain(said.LoginUrl, view.Domain), null),
        };
    }

    public static HostChange? Change(HostView view, Change.SetJicofoAuthentication set)
    {
        var source = Wired(set.Source);
        if (view.Reply.Config.Jicofo?.FirstOrDefault(s => s.Source == source)?.Hash is not { } hash) return null;
        return source switch
        {
            Wire.JicofoSource.Hocon => new HostChange.SetJicofoAuthentication(set.On, hash),
            Wire.JicofoSource.Options => null,
            _ => set.On ? new HostChange.SetJicofoLogin(source, hash) : null,
        };
    }

    private static JicofoReading Read(List<JicofoSettings> places, string domain)
    {
        var enabled = places.Find(p => p.Enabled is not null);
        // what wins over it, or would have said it, could not be read
        var hidden = places.Find(p => p.State is not (JicofoFileState.Read or JicofoFileState.Missing) && (enabled is null || p.Source < enabled.Source));
        if (hidden is not null) return Undetermined($"{Name(hidden.Source)} {Word(hidden.State)}");
        var (type, login) = (places.Find(p => p.Type is not null)?.Type ?? None, places.Find(p => p.LoginUrl is not null)?.LoginUrl);
        var state = enabled?.Enabled == true ? State(type, login, domain) : JicofoAuthentication.Off;
        return state == JicofoAuthentication.On
            ? Found(state, enabled, rewritable: true, null)
            : Found(state, enabled, WhyNot(places, enabled, type) is null, WhyNot(places, enabled, type));
    }

    private static JicofoAuthentication State(string type, string? login, string domain) => type.ToUpperInvariant() switch
    {
        None => JicofoAuthentication.Off,
        Xmpp => OfDomain(login, domain),
        _ => JicofoAuthentication.OtherType,
    };

    private static JicofoAuthentication OfDomain(string? login, string domain) =>
        string.Equals(login, domain, StringComparison.OrdinalIgnoreCase) ? JicofoAuthentication.On : JicofoAuthentication.OtherDomain;

    // what Fleet writes into the deciding place, or at the end of jicofo.conf, has to win
    private static string? WhyNot(List<JicofoSettings> places, JicofoSettings? enabled, string type)
    {
        var target = enabled ?? places.Find(p => p.Source == Wire.JicofoSource.Hocon);
        var stronger = places.Find(p => p.Source == Wire.JicofoSource.Options && (p.Enabled is not null || p.Type is not null || p.LoginUrl is not null));
        return target switch
        {
            _ when type.Equals(Jwt, StringComparison.OrdinalIgnoreCase) => "it wants a token",
            null or { State: JicofoFileState.Missing } or { Hash: null } => "jicofo.conf is missing",
            { Source: Wire.JicofoSource.Options } => "jicofo.authentication is set in JAVA_SYS_PROPS",
            { Source: Wire.JicofoSource.Hocon, State: not JicofoFileState.Read } => $"jicofo.conf {Word(target.State)}",
            { Source: Wire.JicofoSource.Hocon, Ours: true } => "another line of jicofo.conf overrides Fleet's own",
            { Source: Wire.JicofoSource.Hocon } when stronger is not null => "jicofo.authentication is set in JAVA_SYS_PROPS, too",
            _ => null,
        };
    }

    private static bool IsInstalled(HostView view, IEnumerable<JicofoSettings> places) =>
        view.Reply.Services.FirstOrDefault(s => s.Name == Service) is { } service
            ? ServiceReader.Read(service).Status != ServiceStatus.NotInstalled
            : places.Any(p => p.State != JicofoFileState.Missing);

    private static JicofoReading Found(JicofoAuthentication state, JicofoSettings? from, bool rewritable, string? problem) =>
        new(state, Installed: true, from is null ? null : Domain(from.Source), Ours: false, rewritable, problem);

    private static JicofoReading Undetermined(string problem) =>
        new(JicofoAuthentication.Unknown, Installed: true, null, Ours: false, Rewritable: false, problem);

    private static JicofoSource Domain(Wire.JicofoSource source) => source switch
    {
        Wire.JicofoSource.OptionsLegacy => JicofoSource.LegacyOptions,
        Wire.JicofoSource.Legacy => JicofoSource.Legacy,
        Wire.JicofoSource.Options => JicofoSource.FileOptions,
        _ => JicofoSource.File,
    };

    private static Wire.JicofoSource Wired(JicofoSource source) => source switch
    {
        JicofoSource.LegacyOptions => Wire.JicofoSource.OptionsLegacy,
        JicofoSource.Legacy => Wire.JicofoSource.Legacy,
        JicofoSource.FileOptions => Wire.JicofoSource.Options,
        _ => Wire.JicofoSource.Hocon,
    };

    private static string Name(Wire.JicofoSource source) => source switch
    {
        Wire.JicofoSource.Hocon => "jicofo.conf",
        Wire.JicofoSource.Legacy => "sip-communicator.properties",
        _ => "/etc/jitsi/jicofo/config",
    };

    private static string Word(JicofoFileState state) => state switch
    {
        JicofoFileState.NoReader => "cannot be read: the host has no ruby-hocon",
        JicofoFileState.Invalid => "is not in the syntax that Jicofo reads",
        _ => "cannot be read",
    };
}
