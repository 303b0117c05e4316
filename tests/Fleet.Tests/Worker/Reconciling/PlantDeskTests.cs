using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class PlantDeskTests
{
    private static readonly Visit Enforced = new(ReconcileOutcome.Checked, null, Some.Observation()) { Enforced = true };

    [Theory]
    [InlineData("0.4.0", null)]
    [InlineData("1.0.0", null)]
    [InlineData("0.3.9", PlantBlock.HostProgram)]
    [InlineData("odd", PlantBlock.HostProgram)]
    public void a_host_whose_program_does_not_know_how_is_not_asked(string version, PlantBlock? block) => WhyNot(Enforced, version).ShouldBe(block);

    [Fact]
    public void what_may_not_be_changed_gets_no_mark()
    {
        WhyNot(Enforced with { Enforced = false }).ShouldBe(PlantBlock.NotEnforced);
        WhyNot(Enforced with { Failure = new("host-dpkg-running", "", Transient: true) }).ShouldBe(PlantBlock.NotEnforced);
        WhyNot(Enforced with { Enforced = false, Holds = [new(HoldKind.Paused, "why", "dana", Some.Now)] }).ShouldBe(PlantBlock.Held);
        var host = Some.Observation().Host with { Hold = new("why", "root", Some.Now, null) };
        WhyNot(Enforced with { Observation = Some.Observation() with { Host = host } }).ShouldBe(PlantBlock.Held);
    }

    private static PlantBlock? WhyNot(Visit visit, string version = "0.4.0") => PlantDesk.WhyNot(visit, new(version, "aa"));
}
