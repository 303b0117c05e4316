using Fleet.Jitsi.Lua;

namespace Fleet.Jitsi.Hosts;

/// <summary>Whether a client without account may make itself one: allowed, and not by invitation only.</summary>
internal static class RegistrationReader
{
    // its default is "by invitation only"
    private const string InvitationModule = "invites_register";

    public static bool? IsOpen(HostView view) => Flag(view, "allow_registration", unset: false) switch
    {
        false => false,
        true => Invited(view) is { } invited ? !invited : null,
        null => null,
    };

    private static bool? Invited(HostView view)
    {
        if (HasModule(view, view.Domain) is not { } own || HasModule(view, "*") is not { } global) return null;
        return own || global ? Flag(view, "registration_invite_only", unset: true) : false;
    }

    private static bool? HasModule(HostView view, string host) => view.Option(host, "modules_enabled") switch
    {
        OptionReading.Unset => false,
        OptionReading.Set { Value: ConfigValue.Table table } =>
            table.Items.Any(i => i is ConfigValue.Text { Value: InvitationModule }) ? true
            : table.Items.All(i => i is ConfigValue.Text) ? false : null,
        _ => null,
    };

    private static bool? Flag(HostView view, string option, bool unset) => view.Option(view.Domain, option) switch
    {
        OptionReading.Unset => unset,
        OptionReading.Set { Value: ConfigValue.Boolean flag } => flag.Value,
        _ => null,
    };
}
