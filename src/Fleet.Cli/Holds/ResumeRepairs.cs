using System.CommandLine;
using Fleet.Cli.Commands;
using Fleet.Cli.Running;

namespace Fleet.Cli.Holds;

/// <summary>Lets the servers be repaired that wait because the same drift appeared on many of them at once.</summary>
internal static class ResumeRepairs
{
    public static readonly Option<string?> OfDrift = new("--drift")
    {
        Description = "instead: for an hour, repair that drift on every server, though it appeared on many of them at once",
        HelpName = "KIND[:SUBJECT]",
    };

    public static async Task<ExitCode> Run(Call call, string drift)
    {
        await Confirmation.OfServer(call, $"Repair drift {drift} on every server that has it");
        var code = await call.Record(headers => call.Client.Holds.AllowRepairs(new(drift, call.Get(CommandOptions.Expect)), headers, call.Ct));
        if (code == ExitCode.Done) call.Note("they are repaired as workers come to them. next: fleet drift --watch");
        return code;
    }
}
