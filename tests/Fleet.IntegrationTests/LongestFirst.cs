using Xunit.Sdk;
using Xunit.v3;

// A test here mostly waits for programs and hosts that run beside it, not for a processor: more at a time than there are processors.
[assembly: Parallelization(MaxThreads = 5)]
[assembly: TestCollectionOrderer(typeof(Fleet.IntegrationTests.LongestFirst))]

namespace Fleet.IntegrationTests;

/// <summary>Collections that take minutes begin first: others run beside them, and none of them is left over at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(Corpus.MutationTests), Monitoring.MonitoringCollection.Name, nameof(Epochs.RecoveringTests), nameof(Reconciling.WorkerFaultTests),
        ControlPlaneCollection.Name, nameof(Reconciling.StrangeHostTests), nameof(EndToEnd.RevokingTests),
        nameof(Reconciling.DatabaseFaultTests), nameof(EndToEnd.LockingDownTests),
    ];

    public IReadOnlyCollection<TCollection> OrderTestCollections<TCollection>(IReadOnlyCollection<TCollection> testCollections)
        where TCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Place(c.TestCollectionDisplayName)).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place(string collection)
    {
        var place = Array.FindIndex(Longest, name => collection == name || collection.Contains($".{name} ", StringComparison.Ordinal));
        return place < 0 ? Longest.Length : place;
    }
}
