using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Lua;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

internal static class ProviderReader
{
    // the packages' own mark on the line; as old as the provider of theirs that came with it
    private const string PackageMark = "-- do not delete me";

    public static ProviderReading Read(HostView view) => Option(view) switch
    {
        OptionReading.Set { Value: ConfigValue.Text text } => new(text.Value, Literal(view) is not null, null),
        OptionReading.Set set => new(null, false, $"{Short(set.Value.Place)}: it is no string"),
        OptionReading.CannotDetermine doubt => new(null, false, ConfigPaths.Short(doubt.Reason)),
        _ => new(null, false, "it is set nowhere, and Prosody's default depends on its version"),
    };

    /// <summary>The one literal whose replacement changes the domain's provider and nothing else, and its file; or null.</summary>
    public static (ConfigFile File, ReplaceLiteral Edit)? Literal(HostView view) => Literal(view, view.Domain);

    public static (ConfigFile File, ReplaceLiteral Edit)? Literal(HostView view, string host) =>
        view.Option(host, ProviderOption) is OptionReading.Set { Value: ConfigValue.Text text } set
        && HostNames.Provider(text.Value) is not null
        && ReplaceLiteral.Of(set, text.Value) is { } edit
        && FileOf(view, edit.Place.File) is { Hash: not null } file && ConfigPaths.IsManaged(file.Path)
            ? (file, edit)
            : null;

    public static ImmutableArray<ConfigOverride> Overrides(HostView view)
    {
        var places = view.Config?.Assignments(view.Domain, ProviderOption) ?? [];
        return places is [.., var effective]
            ? [.. places.Where(p => p.File != effective.File).Select(p => new ConfigOverride(ProviderOption, Short(p)))]
            : [];
    }

    public static string AnonymousProvider(HostView view)
    {
        string?[] found = [view.Text(view.Domain, ProviderOption), InForceReader.Provider(view)];
        return found.FirstOrDefault(AuthenticationProvider.IsAnonymous)
            ?? (HasPackageMark(view) ? AuthenticationProvider.JitsiAnonymous : AuthenticationProvider.Anonymous);
    }

    private const string ProviderOption = "authentication";

    private static OptionReading Option(HostView view) => view.Option(view.Domain, ProviderOption);

    // a lost link is read as if it were there: what is edited is the file that it led to
    private static ConfigFile? FileOf(HostView view, string path) =>
        view.Link is ConfigLink.Missing or ConfigLink.Dangling && path == ConfigPaths.LoadedFile(view.Domain)
            ? view.File(ConfigPaths.AvailableFile(view.Domain))
            : view.File(path);

    private static bool HasPackageMark(HostView view) =>
        Option(view) is OptionReading.Set { Value: ConfigValue.Text text } && FileOf(view, text.Place.File)?.Masked is { } masked
        && masked[(text.Place.Offset + text.Literal.Length)..].Split('\n')[0].Contains(PackageMark, StringComparison.Ordinal);

    private static string Short(Place place) => ConfigPaths.Short(place.ToString());
}
