using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;

namespace Fleet.Cli.Holds;

/// <summary>Lets the servers be repaired that wait because the same drift appeared on many of them at once.</summary>
internal static class ResumeRepairs
{
    public static readonly Option<string?> OfDrift = new("--drift")
    {
        Description = "instead: repair that drift on the servers that wait now because it appeared on many at once; who finds it later waits",
        HelpName = "KIND[:SUBJECT]",
    };

    public static async Task<ExitCode> Run(Call call, string drift)
    {
        await Confirmation.OfServer(call, $"Repair drift {drift} on every server that waits for it");
        var code = await call.Record(headers => call.Client.Holds.AllowRepairs(new(drift, call.Get(CommandOptions.Expect)), headers, call.Ct));
        if (code == ExitCode.Done) call.Note("they are repaired as workers come to them. next: fleet drift --watch");
        return code;
    }
}
