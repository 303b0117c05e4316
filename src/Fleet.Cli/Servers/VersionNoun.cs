using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

/// <summary>Versions of Prosody that Fleet was not tested with.</summary>
internal static class VersionNoun
{
    public static Command Command() => new Noun(
        "version",
        "Settle what runs a Prosody that Fleet was not tested with: such a server is only observed (drift untested-version).",
        "fleet servers version accept name=meet-07 13.1.0 --reason \"tried on canary\"")
    {
        Accept(),
    };

    private static Verb Accept()
    {
        var (selector, version) = (Arguments.Selector(), Arguments.Name("VERSION", "as fleet servers show has it, e.g. 13.1.0"));
        var verb = CommandOptions.AddTo(new Verb(
            "accept",
            "Manage servers with this one version as if it were tested. A later version is not accepted by it. Needs a reason.",
            "fleet servers version accept env=canary 13.1.0 --reason \"tried on canary, ticket 4711\"") { selector, version });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(CommandOptions.Reason) is null) result.AddError("An acceptance needs a reason: --reason \"tried on canary\".");
        });
        verb.Runs(async call =>
        {
            var (of, accepted) = (call.Get(selector), call.Get(version));
            var servers = await Confirmation.OfSelector(call, of, $"Accept Prosody {accepted}");
            var request = new AcceptVersionRequest(of, accepted, call.Get(CommandOptions.Expect), servers);
            return await call.Carry(headers => call.Client.Servers.AcceptVersion(request, headers, call.Ct));
        });
        return verb;
    }
}
