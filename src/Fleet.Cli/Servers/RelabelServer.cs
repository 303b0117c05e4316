using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class RelabelServer
{
    public static Command Command()
    {
        var name = Arguments.Server();
        var labels = new Argument<string[]>("LABEL") { Description = "KEY=VALUE sets, KEY- removes", Arity = ArgumentArity.OneOrMore };
        labels.Validators.Add(result => LabelText.Refuse(result.Tokens, mayRemove: true, result.AddError));
        var verb = CommandOptions.AddTo(new Verb(
            "relabel",
            "Change a server's labels. Users whose selector it matches from then on gain an account there, others lose theirs; both are listed.",
            "fleet servers relabel meet-1 region=eu canary-") { name, labels, IfMatch.Option, CommandOptions.ConfirmRemovals });
        verb.Runs(call => call.Carry(
            headers => call.Client.Servers.Relabel(
                call.Get(name), new RelabelServerRequest(LabelText.Sets(call.Get(labels)), LabelText.Removals(call.Get(labels))), headers, call.Ct),
            call.Get(IfMatch.Option)));
        return verb;
    }
}
