using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;

namespace Fleet.Cli.Operators;

internal static class RevokeOperator
{
    public static Command Command()
    {
        var name = Arguments.Name("OPERATOR", "the operator's name");
        var verb = CommandOptions.AddTo(new Verb(
            "revoke",
            "End an operator's access at once; what they did stays in the audit.",
            "fleet operators revoke bob --reason left") { name });
        verb.Runs(async call =>
        {
            await Confirmation.OfServer(call, $"Revoke the access of {call.Get(name)}");
            return await call.Record(headers => call.Client.Operators.Revoke(call.Get(name), headers, call.Ct));
        });
        return verb;
    }
}
