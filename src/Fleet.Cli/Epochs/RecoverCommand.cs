using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Epochs;

internal static class RecoverCommand
{
    private static readonly Option<bool> Accept = new("--accept")
    {
        Description = "what this database says counts: begin a new epoch, and undo what is shown",
    };

    private static readonly Option<string> Original = Among(new("--original")
    {
        Description = "of a copy: the original is gone for good, and hosts follow this database; or it lives, and each host's root lets this one in",
    }, "gone", "lives");

    private static readonly Option<int?> Unseen = new("--unseen")
    {
        Description = "the number of servers of which nothing was seen since, to be accepted nevertheless: what would be undone there is not known",
        HelpName = "N",
    };

    public static Command Command()
    {
        var verb = CommandOptions.AddTo(new Verb(
            "recover",
            "After a restore from a backup: what following this database would undo on each server. Nothing is changed until that is accepted.",
            "fleet recover",
            "fleet recover --accept --reason \"restored the dump of 03:00, INC-411\"",
            "fleet recover --accept --original gone --reason \"the machine burnt, INC-411\" --expect 60") { Accept, Original, Unseen });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Accept) && string.IsNullOrWhiteSpace(result.GetValue(CommandOptions.Reason)))
                result.AddError("A new epoch needs a reason: --reason \"which backup was restored, and why\".");
        });
        verb.Runs(call => call.Get(Accept) ? AcceptIt(call) : Show(call));
        return verb;
    }

    private static async Task<ExitCode> Show(Call call)
    {
        var recovery = await call.Client.Recovery.Get(call.Ct);
        call.Show(recovery, ApiJson.Default.Recovery, RecoveryText.Write);
        return recovery.Holds.Count > 0 ? ExitCode.NeedsApproval : ExitCode.Done;
    }

    private static async Task<ExitCode> AcceptIt(Call call)
    {
        var recovery = await call.Client.Recovery.Get(call.Ct);
        var expect = call.Get(CommandOptions.Expect);
        if (!call.Get(CommandOptions.Yes) && call.Terminal.Interactive)
        {
            expect ??= recovery.Servers.Count;
            foreach (var line in RecoveryText.Summary(recovery)) call.Note(line);
            await Confirmation.Ask(call, "Begin a new epoch, and undo this?");
        }

        var request = new RecoveryRequest(call.Get(Original) switch { "gone" => true, "lives" => false, _ => null }, call.Get(Unseen));
        return await call.Carry(headers => call.Client.Recovery.Accept(request, headers, call.Ct), expect: expect);
    }

    private static Option<string> Among(Option<string> option, params string[] words)
    {
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
