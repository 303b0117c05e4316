using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

/// <summary>Asks to the worker that is next at the server: no event, an answer in its report.</summary>
public static class AskServerEndpoints
{
    [WolverinePost(Routes.ServerAdopt)]
    public static Task<IResult> Adopt(string name, HttpContext http, CommandDesk desk) => Ask(desk, http, "adopt-server", name, "adopt");

    [WolverinePost(Routes.ServerScanKey)]
    public static Task<IResult> ScanKey(string name, HttpContext http, CommandDesk desk) => Ask(desk, http, "scan-host-key", name, "scan-key");

    [WolverinePost(Routes.Checks)]
    public static Task<IResult> Check(CheckRequest request, HttpContext http, CommandDesk desk) =>
        desk.Servers(http, "check-servers", new(request.Selector, request.Expect, request.Servers), request, (server, change) => change.Ask(server, "check"));

    private static Task<IResult> Ask(CommandDesk desk, HttpContext http, string command, string name, string ask) =>
        desk.Server(http, command, name, null, (server, change) =>
        {
            if (server.Retired)
                return Task.FromResult<Refusal?>(new ServerIsRetired(name));
            change.Ask(server, ask);
            return Task.FromResult<Refusal?>(null);
        });
}
