using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

/// <summary>What becomes of accounts that Fleet did not make.</summary>
internal static class AccountsNoun
{
    public static Command Command() => new Noun(
        "accounts",
        "Settle accounts that are on servers and that no user has; fleet servers show lists them as unknown.",
        "fleet servers accounts ignore all jigasi",
        "fleet servers accounts adopt name=meet-07 bob carol")
    {
        Verb("ignore", "Let accounts of something that Fleet does not manage be: they are no drift any more.", "Ignore {0}"),
        Verb("report", "Report accounts again that were ignored, or were to be removed.", "Report {0} again"),
        Verb("adopt", "Make each the account of the user of that name, with the password that it has.", "Adopt {0}"),
        Verb("remove", "Remove accounts and end their sessions. Fleet keeps no copy, so it can't be reverted.", "Remove {0}"),
    };

    public static Argument<string[]> Names()
    {
        var accounts = new Argument<string[]>("ACCOUNT") { Description = "the accounts' names", Arity = ArgumentArity.OneOrMore };
        accounts.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value is "" or ['-', ..])) result.AddError($"'{token.Value}' is no account.");
        });
        return accounts;
    }

    private static Verb Verb(string action, string description, string what)
    {
        var (selector, accounts) = (Arguments.Selector(), Names());
        var verb = CommandOptions.AddTo(new Verb(
            action, description, $"fleet servers accounts {action} name=meet-07 bob --reason \"INC-412\"") { selector, accounts });
        if (action == "remove") verb.Add(CommandOptions.ConfirmRemovals);
        verb.Runs(call => Run(
            call, call.Get(selector), action, call.Get(accounts), string.Format(null, what, string.Join(", ", call.Get(accounts)))));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string selector, string action, string[] accounts, string what)
    {
        var servers = await Confirmation.OfSelector(call, selector, what);
        var request = new AccountsRequest(selector, action, accounts, call.Get(CommandOptions.Expect), servers);
        return await call.Carry(headers => call.Client.Servers.ChangeAccounts(request, headers, call.Ct));
    }
}
