using Fleet.Worker.Reconciling;
using Fleet.Worker.Work;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class SlotsTests
{
    [Fact]
    public void urgent_work_finds_its_reserved_places_when_the_others_are_taken()
    {
        var slots = new Slots(1, 1);
        var normal = slots.Take(Claim(priority: 5));
        slots.Free.ShouldBe((0, 1));
        var urgent = slots.Take(Claim(priority: 0));
        slots.Free.ShouldBe((0, 0));
        normal.Dispose();
        normal.Dispose();
        slots.Free.ShouldBe((1, 0));
        urgent.Dispose();
        slots.Free.ShouldBe((1, 1));
    }

    [Fact]
    public void urgent_work_leaves_the_reserve_alone_while_there_is_room()
    {
        var slots = new Slots(2, 1);
        slots.Take(Claim(priority: 0));
        slots.Free.ShouldBe((1, 1));
    }

    private static Claim Claim(short priority) => new(Guid.NewGuid(), 1, 0, 1, priority, 0, [], null, new(1, 0), Guid.Empty);
}
