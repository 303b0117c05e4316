using Fleet.Domain.Holds;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Model;

/// <summary>Whatever operators, workers, hosts, backups and the people on the hosts do: what Fleet promises.</summary>
public sealed class ModelTests
{
    private const string More = "FLEET_MODEL_SEEDS";

    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable(More), out var seeds) ? seeds : 5000;

    [Fact]
    public void No_history_breaks_a_promise() => Histories.FirstBroken(Rules.Real, Seeds).ShouldBeNull();

    [Fact]
    public void Histories_meet_every_hold_of_Fleets_own()
    {
        var met = Enumerable.Range(0, 500).AsParallel().SelectMany(seed => History.Of(seed).Run(Rules.Real).Met).ToLookup(kind => kind);
        foreach (var kind in Enum.GetValues<HoldKind>().Except([HoldKind.Host, HoldKind.HostLocked])) met[kind].Count().ShouldBeGreaterThan(10, $"{kind}");
    }
}
