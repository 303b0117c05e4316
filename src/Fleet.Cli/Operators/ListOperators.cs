using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Operators;

internal static class ListOperators
{
    public static Command Command()
    {
        var verb = new Verb("list", "List operators and until when their tokens are good.", "fleet operators list");
        verb.Runs(async call =>
        {
            call.Show(await call.Client.Operators.List(call.Ct), ApiJson.Default.IReadOnlyListOperatorSummary, OperatorText.Write);
            return ExitCode.Done;
        });
        return verb;
    }
}
