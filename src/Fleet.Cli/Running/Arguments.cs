using System.CommandLine;

namespace Fleet.Cli.Running;

internal static class Arguments
{
    private const string SelectorHelp = "which servers: env=prod,region in (eu,us),!canary | name=meet-07 | all";

    public static Argument<string> Server() => Name("SERVER", "the server's name");

    public static Argument<string> User() => Name("USER", "the user's name");

    public static Argument<string> Selector() => new("SELECTOR") { Description = SelectorHelp };

    /// <summary>For reads: leaving it out means everything.</summary>
    public static Argument<string> OptionalSelector() => new("SELECTOR") { Description = SelectorHelp, DefaultValueFactory = _ => "all" };

    public static Option<string> On() => new("--on")
    {
        Description = $"{SelectorHelp}; it stands: servers that match later are included",
        HelpName = "SELECTOR",
        Required = true,
    };

    public static Argument<Guid> Command() => new("COMMAND") { Description = "the command's id, as printed by it and by the audit" };

    public static Argument<string> Name(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" or "." or ".." }]) result.AddError($"'{result.Tokens[0].Value}' is no name.");
        });
        return argument;
    }
}
