using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Cli.Servers;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Preparing;

internal static class PrepareServer
{
    private static readonly Option<SshText?> Target = SshText.Option(
        "--ssh-target", "where your ssh goes [default: the enrolled address, in your own name]");
    private static readonly Option<string?> AllowFrom = new("--allow-from")
    {
        Description = "from where workers may log in, as in authorized_keys",
        HelpName = "PATTERN",
    };
    private static readonly Option<bool> TakeOver = new("--takeover")
    {
        Description = "the host belongs to another fleet: take it from there",
    };
    private static readonly Argument<string[]> SshOptions = new("SSH-OPTION")
    {
        Description = "after --: options for your ssh",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Command()
    {
        var name = Arguments.Server();
        var verb = CommandOptions.AddTo(new Verb(
            "prepare",
            "Install fleet-host on a server with your own ssh and sudo, and pin the host key that your ssh saw. "
                + "Fleet itself never holds a root login.",
            "fleet servers prepare meet-1",
            "fleet servers prepare meet-1 --ssh-target admin@192.0.2.10 -- -i ~/.ssh/admin -J bastion") { name, Target, AllowFrom, TakeOver, SshOptions });
        AllowFrom.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => !t.Value.All(c => char.IsAsciiLetterOrDigit(c) || ".:/,*?!-".Contains(c))))
                result.AddError("--allow-from takes addresses, networks and names, parted by commas.");
        });
        verb.Runs(call => Run(call, call.Get(name)));
        return verb;
    }

    private static async Task<ExitCode> Run(Call call, string name)
    {
        var server = await call.Client.Servers.Get(name, call.Ct);
        var request = InstallRequest.From(await call.Client.Info(call.Ct), call.Get(AllowFrom), call.Get(TakeOver));
        using var ssh = new SshSession(call.Terminal, Destination(call, server.Endpoint), call.Get(SshOptions));
        var key = await new Installation(call, ssh).Run(server, request);
        if (server.PinnedKeys.Contains(key))
            return await call.Carry(headers => call.Client.Servers.Check(new CheckRequest($"name={name}"), headers, call.Ct));
        call.Note($"pinning {key.Algorithm} {key.Fingerprint}, the host key that your ssh saw");
        return await call.Carry(headers => call.Client.Servers.Pin(name, key, headers, call.Ct));
    }

    // The enrolled user is Fleet's own, which does not exist yet: the operator logs in as whoever their ssh says.
    private static string[] Destination(Call call, SshAddress endpoint)
    {
        if (call.Get(Target) is { } target) return Words(target);
        if (SshText.Parse(Bracketed(endpoint.Address)) is null)
            throw Refusals.Refused(
                "address-invalid", $"{endpoint.Address} is no address to give to ssh", next: "name one with --ssh-target");
        string[] jump = endpoint.Jump is { } j && SshText.Parse(Bracketed(j.Address)) is not null ? ["-J", $"{Bracketed(j.Address)}:{j.Port}"] : [];
        return [.. jump, .. Words(new SshText(null, endpoint.Address, endpoint.Port))];
    }

    private static string[] Words(SshText target) =>
        [.. target.Port is { } port ? (string[])["-p", $"{port}"] : [], "--", target.User is null ? target.Host : $"{target.User}@{target.Host}"];

    private static string Bracketed(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
}
