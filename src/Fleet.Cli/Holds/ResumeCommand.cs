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
            "fleet resume --command 01978f3e-... --reason \"meet-1 was broken before\" --expect 11",
            "fleet resume --drift file-permissions --reason \"the package did that\" --expect 12")
        {
            selector, ResumeChange.OfCommand, ResumeRepairs.OfDrift,
        });
        verb.Validators.Add(result =>
        {
            object?[] given = [result.GetValue(selector), result.GetValue(ResumeChange.OfCommand), result.GetValue(ResumeRepairs.OfDrift)];
            if (given.Count(g => g is not null) > 1) result.AddError("A selector, --command and --drift exclude each other.");
        });
        verb.Runs(call => call.Get(ResumeRepairs.OfDrift) is { } drift ? ResumeRepairs.Run(call, drift)
            : call.Get(ResumeChange.OfCommand) is { } id ? ResumeChange.Run(call, id)
            : Run(call, call.Get(selector)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string? selector)
    {
        var servers = await Confirmation.OfSelector(call, selector ?? "all", selector is null ? "Resume the whole fleet" : "Resume");
        return await call.Carry(headers =>
            call.Client.Holds.Resume(new(selector, call.Get(CommandOptions.Expect), servers), headers, call.Ct));
    }
}
