using System.CommandLine;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Drift;

internal static class ShowDrift
{
    public static Command Command()
    {
        var selector = Arguments.OptionalSelector();
        var watch = new Option<bool>("--watch")
        {
            Description = "stay, and show each change as it is found; with json, one object per line",
        };
        var verb = new Verb(
            "drift",
            "Show where servers differ from what they should be. Exit code 0 only if none does, notices and what is waived apart, and every "
                + "server was looked at.",
            "fleet drift",
            "fleet drift env=prod --watch",
            "fleet drift waive meet-07 service-down --subject jicofo --until 7d --reason \"new disk on Monday\"")
        { selector, watch, WaiveDrift.Command(), WaiveDrift.Undo() };
        verb.Runs(async call =>
        {
            if (call.Get(watch)) return await Watch(call, call.Get(selector));
            var page = await call.Client.Drift.List(call.Get(selector), call.Ct);
            call.Show(page, ApiJson.Default.DriftPage, DriftTable.Write);
            return ExitCodes.Of(page);
        });
        return verb;
    }

    private static async Task<ExitCode> Watch(Call call, string selector)
    {
        if (call.Format != OutputFormat.Json) call.Show(await call.Client.Drift.List(selector, call.Ct), ApiJson.Default.DriftPage, DriftTable.Write);
        await foreach (var change in call.Client.Drift.Watch(selector, why => call.Note($"connection lost ({why}); trying again"), call.Ct))
        {
            if (call.Format == OutputFormat.Json) JsonText.WriteLine(call.Terminal.Out, change, ApiJson.Default.DriftChange);
            else call.Terminal.Out.WriteLine(Printable.Of(DriftTable.Line(change)));
        }

        return ExitCode.Done;
    }
}
