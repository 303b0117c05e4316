using System.Diagnostics;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Commands;

/// <summary>How many doors are closed by now: what is asked for in an emergency.</summary>
internal sealed class EmergencyClock
{
    private readonly Stopwatch time = Stopwatch.StartNew();

    public string Count(IEnumerable<CommandProgress> servers)
    {
        var kinds = servers.CountBy(s => Kind(s)).ToDictionary();
        var others = string.Concat(new[] { "held", "failed" }.Where(kinds.ContainsKey).Select(kind => $", {kinds[kind]} {kind}"));
        return $"after {time.Elapsed.TotalSeconds:0} s: {kinds.GetValueOrDefault("locked")} locked, {kinds.GetValueOrDefault("pending")} pending, "
            + $"{kinds.GetValueOrDefault("unreachable")} unreachable{others}";
    }

    public string Ended(CommandStatus status) => Count(status.Servers)
        + (status.Servers.Any(s => Kind(s) == "unreachable") ? "; who is unreachable is locked on its return, before anything else is done there" : "");

    private static string Kind(CommandProgress server) => server.State switch
    {
        ProgressState.Proven => "locked",
        // whether a member gets in is another question
        ProgressState.Unknown when server.Verdict.StartsWith("locked", StringComparison.Ordinal) => "locked",
        ProgressState.Pending or ProgressState.Working => "pending",
        ProgressState.Held => "held",
        ProgressState.Unknown => "unreachable",
        // the door is shut, whatever else differs
        _ => server.Verdict.StartsWith("locked", StringComparison.Ordinal) ? "locked" : "failed",
    };
}
