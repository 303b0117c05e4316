using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class AdoptServer
{
    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = CommandOptions.AddTo(new Verb(
            "adopt",
            "Take a hand-built server over as it is: its access mode and its accounts become what is desired. Nothing on it is written.",
            "fleet servers adopt meet-1",
            "fleet servers adopt meet-1 --yes --reason \"from the old team\"") { name });
        verb.Runs(call => Run(call, call.Get(name)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name)
    {
        await Confirmation.OfServer(call, $"Adopt {name} as it is now");
        var code = await call.Carry(headers => call.Client.Servers.Adopt(name, headers, call.Ct));
        if (call.Format == OutputFormat.Table && code is ExitCode.Done or ExitCode.DriftFound)
            call.Show(await call.Client.Servers.Get(name, call.Ct), ApiJson.Default.ServerDetail, AdoptedText.Write);
        return code;
    }
}
