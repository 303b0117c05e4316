using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Servers;

internal static class ReplaceServer
{
    public static Command Command()
    {
        var (name, key) = (Arguments.Server(), HostKeyText.Option());
        var verb = CommandOptions.AddTo(new Verb(
            "replace",
            "The host was re-installed: forget its host key and identity, go back to observing. What is desired of it stays.",
            "fleet servers replace meet-1 --reason \"new hardware\"",
            "fleet servers prepare meet-1") { name, key });
        verb.Runs(call => Run(call, call.Get(name), call.Get(key)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name, HostKeyInfo? key)
    {
        await Confirmation.OfServer(call, $"Replace {name}: its pinned host key is forgotten");
        var request = new ReplaceServerRequest(key, (await call.Client.Servers.Get(name, call.Ct)).Incarnation);
        Task<CommandAccepted> Send(CommandHeaders headers) => call.Client.Servers.Replace(name, request, headers, call.Ct);
        return key is null ? await call.Record(Send, $"fleet servers prepare {name}") : await call.Carry(Send);
    }
}
