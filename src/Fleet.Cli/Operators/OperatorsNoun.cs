using System.CommandLine;
using Fleet.Cli.Running;

namespace Fleet.Cli.Operators;

internal static class OperatorsNoun
{
    public static Command Command() => new Noun(
        "operators",
        "Say who may use Fleet.",
        "fleet operators add bob --token-file bob.token",
        "fleet operators revoke bob")
    {
        AddOperator.Command(),
        RevokeOperator.Command(),
        ListOperators.Command(),
    };
}
