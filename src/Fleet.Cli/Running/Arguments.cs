using System.CommandLine;

namespace Fleet.Cli.Running;

internal static class Arguments
{
    private const string SelectorHelp = "which servers: env=prod,region in (eu,us),!canary | name=meet-07 | all";

    public static Argument<string> Server() => Name("SERVER", "the server's name");

    public static Argument<string> User() => Name("USER", "the user's name");

    public static Argument<string> Selector() => Checked(new Argument<string>("SELECTOR") { Description = SelectorHelp });

    /// <summary>Where leaving it out means everything.</summary>
    public static Argument<string> OptionalSelector() =>
        Checked(new Argument<string>("SELECTOR") { Description = SelectorHelp, DefaultValueFactory = _ => "all" });

    /// <summary>Where leaving it out means the fleet itself.</summary>
    public static Argument<string?> FleetOrSelector()
    {
        var help = $"{SelectorHelp}; none: the whole fleet, also servers enrolled later";
        return Checked(new Argument<string?>("SELECTOR") { Description = help, DefaultValueFactory = _ => null });
    }

    public static Option<string> On() => new("--on")
    {
        Description = $"{SelectorHelp}; it stands: servers that match later are included",
        HelpName = "SELECTOR",
        Required = true,
    };

    public static Option<string> OnNow() => new("--on") { Description = SelectorHelp, HelpName = "SELECTOR", Required = true };

    public static Argument<Guid> Command() => new("COMMAND") { Description = "the command's id, as printed by it and by the audit" };

    public static Argument<string> Name(string name, string description) => Checked(new Argument<string>(name) { Description = description });

    // The parser takes an option that it doesn't know for an argument.
    private static Argument<T> Checked<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var value }]) return;
            if (value.StartsWith('-')) result.AddError($"'{value}' is no option of this command.");
            else if (value is "" or "." or "..") result.AddError($"'{value}' is no name.");
        });
        return argument;
    }
}
