using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Lua;
using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Hosts;

/// <summary>Whether accounts are the files that Fleet knows: the internal store, in its usual directory, in a known hash.</summary>
internal static class StorageReader
{
    private const string Internal = "internal";
    private const string UsualDirectory = "/var/lib/prosody";

    public static StorageReading Read(HostView view) =>
        Directory(view) ?? Store(view)
        ?? (PasswordHash(view) is { } hash ? new(StorageSupport.Files, null, hash.Name()) : Unknown(view, "password_hash"));

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
        OptionReading.Set { Value: ConfigValue.Text text } when text.Value.TrimEnd('/') == UsualDirectory => null,
        OptionReading.Set { Value: ConfigValue.Text text } => Overridden(text, "data_path"),
        _ => Unknown(view, "data_path"),
    };

    private static StorageReading? Store(HostView view) => view.Option(view.Domain, "storage") switch
    {
        OptionReading.Unset => Default(view),
        OptionReading.Set { Value: ConfigValue.Text text } => Driver(view, text),
        OptionReading.Set { Value: ConfigValue.Table { Named: var stores } } when stores.TryGetValue("accounts", out var driver) =>
            Driver(view, driver),
        OptionReading.Set { Value: ConfigValue.Table { Named: var stores } } when !stores.Keys.Any(Mask.Hides) => Default(view),
        _ => Unknown(view, "storage"),
    };

    private static StorageReading? Default(HostView view) => view.Option(view.Domain, "default_storage") switch
    {
        OptionReading.Unset => null,
        OptionReading.Set set => Driver(view, set.Value),
        _ => Unknown(view, "default_storage"),
    };

    private static StorageReading? Driver(HostView view, ConfigValue driver) =>
        driver is not ConfigValue.Text text ? Unknown(view, "storage") : text.Value == Internal ? null : Overridden(text, "storage");

    private static StorageReading Overridden(ConfigValue.Text text, string option) =>
        new(StorageSupport.Overridden, $"`{option}` is `{text.Value}` at {ConfigPaths.Short(text.Place.ToString())}");

    private static StorageReading Unknown(HostView view, string option) => new(
        StorageSupport.Unknown,
        view.Option(view.Domain, option) is OptionReading.CannotDetermine doubt
            ? ConfigPaths.Short(doubt.Reason)
            : $"`{option}` has a value that Fleet does not know");
}
