using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Holds;

/// <summary>Nobody is asked: it is the way to be safe first, and `resume` is as quick.</summary>
internal static class PauseCommand
{
    public static Command Command()
    {
        var selector = Arguments.FleetOrSelector();
        var verb = CommandOptions.AddTo(new Verb(
            "pause",
            "Stop all changes on servers at once; they are still looked at, and drift is reported. Commands given meanwhile wait for `fleet resume`.",
            "fleet pause --reason \"something is wrong, INC-411\"",
            "fleet pause name=meet-07 --reason \"debugging, ask dana\"") { selector });
        verb.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(CommandOptions.Reason))) result.AddError("A pause needs a reason: --reason \"what you are at, and where to ask\".");
        });
        verb.Runs(call => Run(call, call.Get(selector)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string? selector)
    {
        var code = await call.Record(headers => call.Client.Holds.Pause(new(selector, call.Get(CommandOptions.Expect)), headers, call.Ct));
        if (selector is null && (await call.Client.Info(call.Ct)).Paused is { } paused) call.Note(paused.Text);
        return code;
    }
}
