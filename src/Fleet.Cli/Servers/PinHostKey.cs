using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Output;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

internal static class PinHostKey
{
    public static Command Command()
    {
        var (name, key) = (Arguments.Server(), HostKeyText.Option());
        var verb = CommandOptions.AddTo(new Verb(
            "pin",
            "Say which host key is the server's. Without --host-key the scanned ones are shown, to be compared at the host.",
            "fleet servers pin meet-1",
            "fleet servers pin meet-1 --host-key SHA256:Hk0zr...") { name, key });
        verb.Runs(async call =>
        {
            var pinned = call.Get(key) ?? await Choose(call, call.Get(name));
            return await call.Carry(headers => call.Client.Servers.Pin(call.Get(name), pinned, headers, call.Ct));
        });
        return verb;
    }

    private static async Task<HostKeyInfo> Choose(Call call, string name)
    {
        var server = await call.Client.Servers.Get(name, call.Ct);
        var key = server.ScannedKeys.OrderBy(k => k.Algorithm != "ssh-ed25519").FirstOrDefault() ?? throw Refusals.Refused(
            "no-key-scanned", $"No worker has seen a host key of {name} yet", server.Summary.StateText, $"fleet servers show {name}");
        var command = $"fleet servers pin {name} --host-key {key.Algorithm}:{key.Fingerprint}";
        if (!call.Terminal.Interactive)
            throw Refusals.Refused(
                "confirmation-needed",
                $"A host key of {name} was scanned; whether it is the right one, only somebody at the host can say",
                "Compare it with: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
                command,
                $"{key.Algorithm} {key.Fingerprint}");
        call.Note($"scanned: {key.Algorithm} {key.Fingerprint}");
        call.Note("on the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
        await Confirmation.Ask(call, "Is it the same?");
        return key;
    }
}
