using System.CommandLine;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Commands;

internal static class RevertCommand
{
    public static Command Command()
    {
        var id = Arguments.Command();
        var verb = CommandOptions.AddTo(new Verb(
            "revert",
            "Bring each server of a command back to its own state before that command.",
            "fleet plan revert 01978f3e-...",
            "fleet revert 01978f3e-... --reason \"wrong region\"") { id, CommandOptions.ConfirmRemovals });
        verb.Runs(call => Run(call, call.Get(id)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, Guid id)
    {
        var meant = await Confirmation.OfPlan(call, new PlanRequest(Revert: id), $"Revert command {id}");
        return await call.Carry(headers => call.Client.Commands.Revert(id, headers, call.Ct), expect: meant);
    }
}
