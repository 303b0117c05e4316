using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>
/// What people, packages and accidents do to real hosts: found under its name, repaired where Fleet may, and still so after a restart of
/// Prosody. Every case is a script of this folder; see <see cref="Mutation"/>.
/// </summary>
public sealed class MutationTests(CorpusRun run) : IClassFixture<CorpusRun>
{
    public static IEnumerable<TheoryDataRow<string, Release>> Mutations() => Cases(harmless: false);

    public static IEnumerable<TheoryDataRow<string, Release>> Harmless() => Cases(harmless: true);

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Finds_what_was_changed_repairs_what_it_may_and_keeps_it_so(string mutation, Release release) =>
        Hold(await run.Of(mutation, release), release);

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task Takes_no_notice_of_what_changes_nothing(string change, Release release)
    {
        var (expected, trial) = await run.Of(change, release);
        trial.Enforced.Applied.ShouldBeEmpty();
        Hold((expected, trial), release);
    }

    private static void Hold((Mutation Expected, Trial Trial) of, Release release)
    {
        var (expected, trial) = of;
        string[] wrong =
        [
            .. trial.Changed || !expected.Found(release).Same(Expectation.Clean(release, expected.Mode))
                ? (string[])[]
                : ["nothing was changed"],
            .. Expectation.Of(trial.Found).Differences(expected.Found(release), "found", trial.Found),
            .. Expectation.Of(trial.Enforced).Differences(expected.Left(release), "left", trial.Enforced),
            .. trial.Restarted is { } restarted
                ? Expectation.Of(restarted).Differences(expected.Restarted(release), "restarted", restarted)
                : [],
            .. expected.Files switch
            {
                "restored" => trial.Before.Differences(trial.Repaired),
                "kept" => trial.Mutated.Differences(trial.Repaired),
                _ => [],
            },
        ];
        if (wrong.Length > 0) Assert.Fail(string.Join('\n', wrong));
    }

    private static IEnumerable<TheoryDataRow<string, Release>> Cases(bool harmless) =>
        Mutation.All.Where(m => m.IsHarmless == harmless)
            .SelectMany(m => m.Releases.Select(r => new TheoryDataRow<string, Release>(m.Name, r)));
}
