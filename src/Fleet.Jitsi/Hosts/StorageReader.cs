using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Lua;
using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Hosts;

/// <summary>Whether accounts are the files that Fleet knows: Prosody's internal store, in its usual directory, in a hash that is known.</summary>
internal static class StorageReader
{
    private const string Internal = "internal";
    private const string UsualDirectory = "/var/lib/prosody";

    public static StorageReading Read(HostView view) =>
        Directory(view) ?? Store(view) ?? (PasswordHash(view) is null ? Unknown(view, "password_hash") : new(StorageSupport.Files, null));

    /// <summary>The hash of the domain's accounts; null when it can't be determined or is not known.</summary>
    public static ScramHash? PasswordHash(HostView view) => view.Option(view.Domain, "password_hash") switch
    {
        OptionReading.Unset => ScramHash.Sha1,
        OptionReading.Set { Value: ConfigValue.Text text } => ScramHashes.Parse(text.Value),
        _ => null,
    };

    private static StorageReading? Directory(HostView view) => view.Option("*", "data_path") switch
    {
        OptionReading.Unset => null,
        OptionReading.Set { Value: ConfigValue.Text text } => text.Value.TrimEnd('/') == UsualDirectory ? null : Overridden(text, "data_path", text.Value),
        _ => Unknown(view, "data_path"),
    };

    private static StorageReading? Store(HostView view) => view.Option(view.Domain, "storage") switch
    {
        OptionReading.Unset => Default(view),
        OptionReading.Set { Value: ConfigValue.Text text } => Driver(view, text),
        OptionReading.Set { Value: ConfigValue.Table table } when !table.Named.ContainsKey("accounts") => table.Named.Keys.Any(Mask.Hides) ? Unknown(view, "storage") : Default(view),
        OptionReading.Set { Value: ConfigValue.Table table } => Driver(view, table.Named["accounts"]),
        _ => Unknown(view, "storage"),
    };

    private static StorageReading? Default(HostView view) => view.Option(view.Domain, "default_storage") switch
    {
        OptionReading.Unset => null,
        OptionReading.Set set => Driver(view, set.Value),
        _ => Unknown(view, "default_storage"),
    };

    private static StorageReading? Driver(HostView view, ConfigValue driver) =>
        driver is not ConfigValue.Text text ? Unknown(view, "storage") : text.Value == Internal ? null : Overridden(text, "storage", text.Value);

    private static StorageReading Overridden(ConfigValue at, string option, string value) =>
        new(StorageSupport.Overridden, $"`{option}` is `{value}` at {ConfigPaths.Short(at.Place.ToString())}");

    private static StorageReading Unknown(HostView view, string option) => new(
        StorageSupport.Unknown,
        view.Option(view.Domain, option) is OptionReading.CannotDetermine doubt ? ConfigPaths.Short(doubt.Reason) : $"`{option}` has a value that Fleet does not know");
}
