using System.CommandLine;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Running;

/// <summary>What every command that changes something takes.</summary>
internal static class CommandOptions
{
    public static readonly Option<string?> Reason = new("--reason") { Description = "why, for the audit", HelpName = "TEXT" };

    public static readonly Option<bool> NoWait = new("--no-wait")
    {
        Description = "return once the command is accepted; exit code 0 then means accepted, not done",
    };

    public static readonly Option<TimeSpan?> TimeoutOption =
        Durations.Option("--timeout", "how long to wait for the proof; the command goes on after that (exit code 6) [default: 2m]");

    public static readonly Option<bool> Yes = new("--yes", "-y") { Description = "don't ask; above 5 servers it counts only with --expect" };

    public static readonly Option<int?> Expect = new("--expect")
    {
        Description = "the number of servers meant; refused if it is another. Replaces the question where nobody can answer it",
        HelpName = "N",
    };

    /// <summary>Only of commands that may take many accounts of one server away.</summary>
    public static readonly Option<int?> ConfirmRemovals = new("--confirm-removals")
    {
        Description = "the number of accounts that may be taken away where that is more than a tenth of a server's, and more than one",
        HelpName = "N",
    };

    private static readonly Option<bool> Wait = new("--wait")
    {
        Description = "wait until every server is proven to be as commanded (the default)",
    };

    private static readonly Option<Guid?> IdempotencyKey = new("--idempotency-key")
    {
        Description = "repeat a command whose outcome is unknown: carried out once, however often it is sent",
        HelpName = "KEY",
    };

    public static Verb AddTo(Verb verb)
    {
        foreach (var option in (Option[])[Reason, Wait, NoWait, TimeoutOption, Yes, Expect, IdempotencyKey]) verb.Add(option);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Wait) && result.GetValue(NoWait)) result.AddError("--wait and --no-wait exclude each other.");
            if (result.GetValue(Reason)?.Length > Contracts.Api.Headers.MaxReason)
                result.AddError($"--reason holds at most {Contracts.Api.Headers.MaxReason} characters.");
        });
        return verb;
    }

    public static TimeSpan Timeout(Call call) => call.Get(TimeoutOption) ?? TimeSpan.FromMinutes(2);

    public static CommandHeaders Headers(Call call, long? ifMatch = null) => new(call.Get(IdempotencyKey) ?? Guid.NewGuid(), call.Get(Reason), ifMatch, ConfirmRemovals: call.Get(ConfirmRemovals));
}
