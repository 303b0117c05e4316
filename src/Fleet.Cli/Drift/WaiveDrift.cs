using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Drift;

/// <summary>A difference that may stay, for a time.</summary>
internal static class WaiveDrift
{
    private static readonly Option<string?> Subject = new("--subject")
    {
        Description = "only this one of that kind, as fleet drift shows it; without it all of that kind",
        HelpName = "SUBJECT",
    };

    private static readonly Option<string?> Owner = new("--owner") { Description = "who answers for it [default: you]", HelpName = "NAME" };

    public static Command Command()
    {
        var (server, kind, until) = (Arguments.Server(), Kind(), Moment.Option("--until", "when the waiver ends; at most 90 days"));
        until.Required = true;
        var verb = CommandOptions.AddTo(new Verb(
            "waive",
            "Leave a difference alone until a time: shown as waived, neither repaired nor counted nor paged. Needs a reason. What lets somebody in, "
            + "or is not known, can't be waived.",
            "fleet drift waive meet-07 service-down --subject jicofo --until 7d --reason \"new disk on Monday, ticket 4711\"")
        { server, kind, Subject, until, Owner });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(CommandOptions.Reason) is null) result.AddError("A waiver needs a reason: --reason \"ticket 4711\".");
        });
        verb.Runs(call => Run(call, call.Get(server), call.Get(kind), call.Get(until)!));
        return verb;
    }

    public static Command Undo()
    {
        var (server, kind) = (Arguments.Server(), Kind());
        var verb = CommandOptions.AddTo(new Verb(
            "unwaive",
            "End a waiver before its time: the difference counts again, and is repaired where that is allowed.",
            "fleet drift unwaive meet-07 service-down --subject jicofo") { server, kind, Subject });
        verb.Runs(async call =>
        {
            await Confirmation.OfServer(call, $"End the waiver of {call.Get(kind)} on {call.Get(server)}");
            return await call.Carry(headers => call.Client.Drift.Unwaive(call.Get(server), new(call.Get(kind), call.Get(Subject)), headers, call.Ct));
        });
        return verb;
    }

    private static Argument<string> Kind() => Arguments.Name("KIND", "the kind, as fleet drift shows it");

    private static async Task<ExitCode> Run(Call call, string server, string kind, Moment until)
    {
        await Confirmation.OfServer(call, $"Waive {kind} {call.Get(Subject)} on {server}");
        var request = new WaiveDriftRequest(kind, until.After(call.Now), call.Get(Subject), call.Get(Owner), until.Text);
        var code = await call.Carry(headers => call.Client.Drift.Waive(server, request, headers, call.Ct));
        if (code is ExitCode.Done or ExitCode.DriftFound && !await IsFound(call, server, request))
            call.Note($"nothing of that kind stands on {server} now: the waiver holds for what comes. next: fleet drift name={server}");
        return code;
    }

    private static async Task<bool> IsFound(Call call, string server, WaiveDriftRequest request) =>
        (await call.Client.Servers.Get(server, call.Ct)).Drift.Any(d => d.Kind == request.Kind && d.Waiver is not null && d.Subject == (request.Subject ?? d.Subject));
}
