using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Servers;

internal static class EnrollServer
{
    private static readonly Option<string> Domain = new("--domain")
    {
        Description = "the Jitsi domain it serves",
        HelpName = "DOMAIN",
        Required = true,
    };
    private static readonly Option<string[]> Labels = new("--label")
    {
        Description = "for selectors; may be repeated",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };
    private static readonly Option<HostKeyInfo?> Key = HostKeyText.Option();

    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = new Verb(
            "enroll",
            "Make a server known. It is only observed until you say otherwise, and nothing on it is touched.",
            "fleet servers enroll meet-1 --domain meet.example.org --ssh 192.0.2.10 --label env=prod",
            "fleet servers enroll meet-2 --domain meet2.example.org --jump admin@bastion --probe-ca ca.pem") { name, Domain, Labels, Key };
        EndpointOptions.AddTo(verb);
        CommandOptions.AddTo(verb);
        Labels.Validators.Add(result => LabelText.Refuse(result.Tokens, mayRemove: false, result.AddError));
        verb.Runs(call => Run(call, call.Get(name)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name)
    {
        var domain = call.Get(Domain)!;
        var request = new EnrollServerRequest(
            name,
            domain,
            EndpointOptions.SshAddress(call, new SshAddress(domain, 22, "fleet")),
            await EndpointOptions.ProbeAddress(call, new ProbeAddress(null)),
            LabelText.Sets(call.Get(Labels)!),
            call.Get(Key) is { } key ? [key] : null);
        Task<CommandAccepted> Send(CommandHeaders headers) => call.Client.Servers.Enroll(request, headers, call.Ct);
        return request.HostKeys is null ? await call.Record(Send, $"fleet servers prepare {name}") : await call.Carry(Send);
    }
}
