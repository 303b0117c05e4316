using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>What came of one mutation on one host.</summary>
/// <param name="Found">The check right after it, on a server that is only observed.</param>
/// <param name="Enforced">The run that was free to change the server.</param>
/// <param name="Restarted">The check after Prosody was restarted; null where it would not start again.</param>
internal sealed record Trial(
    ReconcileReport Found, ReconcileReport Enforced, ReconcileReport? Restarted, HostFiles Before, HostFiles Mutated, HostFiles Repaired)
{
    /// <summary>Whether the mutation shows on the host itself.</summary>
    public bool Changed => Before.Differences(Mutated).Any();
}

/// <summary>
/// The files that Fleet may touch, a line each: type, mode, owner, path, then content hashes; and what a mutation has shown besides.
/// </summary>
internal sealed record HostFiles(ImmutableSortedSet<string> Lines)
{
    public static async Task<HostFiles> Of(TestHost host, string shows) =>
        new([.. (await host.Exec(Mutation.OnHost(host.Name, $"snapshot\n{shows}"))).Split('\n')]);

    public IEnumerable<string> Differences(HostFiles other) =>
        [.. Lines.Except(other.Lines).Select(l => $"- {l}"), .. other.Lines.Except(Lines).Select(l => $"+ {l}")];
}
