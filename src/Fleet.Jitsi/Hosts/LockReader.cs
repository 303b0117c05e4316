using Fleet.Jitsi.Lua;

namespace Fleet.Jitsi.Hosts;

/// <summary>The locks behind the first one: who may make rooms, and whether a token may be empty.</summary>
internal static class LockReader
{
    /// <summary>Null when there is no component for rooms, or its option can't be determined.</summary>
    public static bool? RoomCreationRestricted(HostView view)
    {
        var rooms = $"conference.{view.Domain}";
        if (view.Config?.Sections.Any(s => s.Kind == HostSectionKind.Component && s.Host == rooms) is not true) return null;
        return view.Option(rooms, "restrict_room_creation") switch
        {
            OptionReading.Unset => false,
            OptionReading.Set { Value: ConfigValue.Boolean flag } => flag.Value,
            // "admin" or "local"
            OptionReading.Set { Value: ConfigValue.Text } => true,
            _ => null,
        };
    }

    /// <summary>Null where tokens are not what lets in, or it can't be determined.</summary>
    public static bool? EmptyTokens(HostView view) => view.Text(view.Domain, "authentication") == "token"
        ? view.Option(view.Domain, "allow_empty_token") switch
        {
            OptionReading.Unset => false,
            OptionReading.Set { Value: ConfigValue.Boolean flag } => flag.Value,
            _ => null,
        }
        : null;
}
