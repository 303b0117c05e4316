using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Output;

/// <summary>What happened, the evidence, why, and the exact next command.</summary>
internal static class ProblemText
{
    public static void Write(Terminal terminal, OutputFormat format, Problem problem)
    {
        if (format == OutputFormat.Json) JsonText.WriteLine(terminal.Error, problem, ApiJson.Default.Problem);
        else foreach (var line in Lines(problem)) terminal.Error.WriteLine(line);
    }

    public static IEnumerable<string> Lines(Problem problem)
    {
        yield return $"error: {Printable.Of(problem.Title)}  [{Printable.Of(problem.Code)}]";
        foreach (var evidence in problem.Evidence ?? []) yield return $"  seen: {Printable.Of(evidence)}";
        if (problem.Detail is { } why) yield return $"  why:  {Printable.Of(why)}";
        if (problem.Next is { } next) yield return $"  next: {Printable.Of(next)}";
    }

    public static Problem Unreachable(UnreachableException e, DateTimeOffset now) => e.Key is { } key
        ? new(
            "The command's outcome is unknown: the control plane did not answer",
            0,
            "outcome-unknown",
            "It may have been carried out all the same. With the same key it is carried out once, however often it is sent.",
            [$"{Age.Utc(now)} {e.Message}"],
            $"repeat the command with --idempotency-key {key}")
        : new(
            "The control plane did not answer",
            0,
            "unreachable",
            "FLEET_URL says where it is (default http://127.0.0.1:7420).",
            [$"{Age.Utc(now)} {e.Message}"],
            "on the control plane's machine: systemctl status fleet-controlplane");
}
