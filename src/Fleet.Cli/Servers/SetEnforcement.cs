using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class SetEnforcement
{
    public static readonly Option<Moment?> Until = Moment.Option("--until", "when a suspension ends");

    public static Argument<string> Mode()
    {
        var mode = new Argument<string>("MODE")
        {
            Description = "observe (report drift), enforce (repair it), suspend (change nothing and page nobody, until --until; needs --reason)",
        };
        mode.AcceptOnlyFromAmong("observe", "enforce", "suspend");
        return mode;
    }

    public static Command Command()
    {
        var (selector, mode) = (Arguments.Selector(), Mode());
        var verb = CommandOptions.AddTo(new Verb(
            "enforcement",
            "Set whether drift is repaired or only reported.",
            "fleet servers enforcement env=prod enforce",
            "fleet servers enforcement name=meet-07 suspend --until 2h --reason \"disk swap\"") { selector, mode, Until, CommandOptions.ConfirmRemovals });
        verb.Validators.Add(result =>
        {
            var suspend = result.GetValue(mode) == "suspend";
            if (suspend && (result.GetValue(Until) is null || result.GetValue(CommandOptions.Reason) is null))
                result.AddError("A suspension needs an end and a reason: --until 2h --reason \"disk swap\".");
            if (!suspend && result.GetValue(Until) is not null) result.AddError("--until belongs to suspend.");
        });
        verb.Runs(call => Run(call, call.Get(selector), call.Get(mode)));
        return verb;
    }

    public static EnforcementRequest Request(Call call, string selector, string mode, IReadOnlyList<string>? servers = null) =>
        new(selector, mode == "suspend" ? "suspended" : mode, call.Get(Until)?.After(call.Now), call.Get(CommandOptions.Expect), servers,
            call.Get(Until)?.Text);

    private static async Task<ExitCode> Run(Call call, string selector, string mode)
    {
        var servers = await Confirmation.OfSelector(call, selector, $"Set enforcement to {mode}");
        return await call.Carry(headers => call.Client.Servers.SetEnforcement(Request(call, selector, mode, servers), headers, call.Ct));
    }
}
