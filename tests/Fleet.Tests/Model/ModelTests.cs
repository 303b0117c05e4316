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
    public void No_history_breaks_a_promise() => Histories.FirstBroken(Rules.Real, 0, Seeds).ShouldBeNull();

    [Theory]
    [InlineData(HoldKind.Paused)]
    [InlineData(HoldKind.FirstServer)]
    [InlineData(HoldKind.StoppedChange)]
    [InlineData(HoldKind.MassDrift)]
    [InlineData(HoldKind.RestoredFromPast)]
    [InlineData(HoldKind.Copy)]
    public void Histories_meet_every_hold(HoldKind kind) =>
        Enumerable.Range(0, 500).Count(seed => History.Of(seed).Run(Rules.Real).Met.Contains(kind)).ShouldBeGreaterThan(10);
}
