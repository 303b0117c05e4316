using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class MoveServer
{
    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = new Verb(
            "move",
            "Change where a server is reached. It stays the same server with the same host key; after a re-install use replace.",
            "fleet servers move meet-1 --ssh 192.0.2.20",
            "fleet servers move meet-1 --probe 192.0.2.20:8443 --probe-ca ca.pem") { name, IfMatch.Option };
        EndpointOptions.AddTo(verb);
        CommandOptions.AddTo(verb);
        verb.Runs(call => Run(call, call.Get(name)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name)
    {
        var server = await call.Client.Servers.Get(name, call.Ct);
        var (ssh, probe) = (EndpointOptions.SshAddress(call, server.Endpoint), await EndpointOptions.ProbeAddress(call, server.Probe));
        var request = new MoveServerRequest(ssh == server.Endpoint ? null : ssh, probe == server.Probe ? null : probe);
        if (request is { Endpoint: null, Probe: null })
            throw Refusals.Refused(
                "nothing-to-move", $"{name} is reached this way already; nothing was changed", next: $"fleet servers show {name}");
        // Parts were taken over from what was read: refuse should it have changed in between.
        return await call.Carry(
            headers => call.Client.Servers.Move(name, request, headers, call.Ct), call.Get(IfMatch.Option) ?? server.Summary.Generation);
    }
}
