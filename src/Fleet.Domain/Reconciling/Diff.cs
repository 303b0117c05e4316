using System.Collections.Immutable;
using Fleet.Domain.Drift;

namespace Fleet.Domain.Reconciling;

public static class Diff
{
    public static ImmutableArray<DriftItem> Between(
        DesiredServer desired, Observation observation, ProbeResult? probe, DateTimeOffset now, Restraints? restraints = null) => [];
}
