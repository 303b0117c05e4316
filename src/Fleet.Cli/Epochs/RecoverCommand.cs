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

    public static Command Command()
    {
        var verb = CommandOptions.AddTo(new Verb(
            "recover",
            "After a restore from a backup: what following this database would undo on each server. Nothing is changed until that is accepted.",
            "fleet recover",
            "fleet recover --accept --reason \"restored the dump of 03:00, INC-411\"",
            "fleet recover --accept --original gone --reason \"the machine burnt, INC-411\"") { Accept, Original });
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
        if (call.Get(CommandOptions.Expect) is { } expected && expected != recovery.Servers.Count)
            throw Refusals.Refused(
                "selector-matches-other-number", $"Recover: meant for {expected} servers, there are {recovery.Servers.Count}; nothing was changed");
        if (!call.Get(CommandOptions.Yes) && call.Terminal.Interactive)
        {
            foreach (var line in RecoveryText.Summary(recovery)) call.Note(line);
            await Confirmation.Ask(call, "Begin a new epoch, and undo this?");
        }

        var request = new RecoveryRequest(call.Get(Original) switch { "gone" => true, "lives" => false, _ => null });
        return await call.Carry(headers => call.Client.Recovery.Accept(request, headers, call.Ct));
    }

    private static Option<string> Among(Option<string> option, params string[] words)
    {
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
