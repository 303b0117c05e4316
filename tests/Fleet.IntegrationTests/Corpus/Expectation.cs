using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>What a check is to say: the verdict, and each drift as "severity kind subject".</summary>
internal sealed record Expectation(ImmutableSortedSet<string> Drift, string Verdict)
{
    private const string HostName = @"meet\d+\.example\.test";

    public static Expectation Of(ReconcileReport report) =>
        new([.. report.Drift.Where(d => !Always(d)).Select(Word)], Kebab(report.Verdict));

    /// <summary>
    /// What a host gives that is as it should be: where Prosody listens by default, and of 0.11, which has no shell, that one can't look
    /// into it.
    /// </summary>
    public static Expectation Clean(Release release, AccessMode mode)
    {
        string[] found = release switch
        {
            Release.Bullseye => ["high undetermined in-force", "medium exposed-port port 5280"],
            _ => [],
        };
        return new([.. found], mode == AccessMode.Open ? "open" : release == Release.Bullseye ? "unknown" : "locked");
    }

    public bool Same(Expectation other) => Verdict == other.Verdict && Drift.SetEquals(other.Drift);

    /// <summary>What was expected and not said, and what was said and not expected; with the evidence.</summary>
    public IEnumerable<string> Differences(Expectation expected, string when, ReconcileReport report)
    {
        if (Same(expected)) return [];
        return
        [
            $"{when}: {Verdict}, wanted {expected.Verdict}; {report.VerdictEvidence} {report.Failure}",
            .. expected.Drift.Except(Drift).Select(d => $"  - {d}"),
            .. report.Drift.Where(d => !Always(d) && !expected.Drift.Contains(Word(d))).Select(d => $"  + {Word(d)}: {d.Evidence}"),
            .. report.Applied.Select(a => $"  applied {a.Change}: {a.Result} {a.Detail}"),
        ];
    }

    public override string ToString() => $"{Verdict}\n{string.Join('\n', Drift)}";

    private static string Word(DriftItem item) => $"{Kebab(item.Severity)} {Kebab(item.Kind)} {Subject(item)}";

    private static string Subject(DriftItem item) => Regex.Replace(item.Subject, HostName, "H", RegexOptions.NonBacktracking);

    // where clients connect on every host, and not yet in the moment after a start
    private static bool Always(DriftItem item) => item is { Kind: DriftKind.ExposedPort, Subject: "port 5222" };

    private static string Kebab<T>(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");
}
