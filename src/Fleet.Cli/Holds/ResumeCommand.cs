using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Holds;

internal static class ResumeCommand
{
    public static Command Command()
    {
        var selector = Arguments.FleetOrSelector();
        var verb = CommandOptions.AddTo(new Verb(
            "resume",
            "End a pause: what waited is applied at once. Without a selector the pause of the whole fleet; servers that were paused by themselves stay so.",
            "fleet plan repair all",
            "fleet resume",
            "fleet resume name=meet-07",
            "fleet resume --command 01978f3e-... --reason \"meet-1 was broken before\"") { selector, ResumeChange.OfCommand });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(ResumeChange.OfCommand) is not null && result.GetValue(selector) is not null)
                result.AddError("A selector and --command exclude each other.");
        });
        verb.Runs(call => call.Get(ResumeChange.OfCommand) is { } id ? ResumeChange.Run(call, id) : Run(call, call.Get(selector)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string? selector)
    {
        var servers = await Confirmation.OfSelector(call, selector ?? "all", selector is null ? "Resume the whole fleet" : "Resume");
        return await call.Carry(headers =>
            call.Client.Holds.Resume(new(selector, call.Get(CommandOptions.Expect), servers), headers, call.Ct));
    }
}
