namespace Fleet.Tests.Model;

/// <summary>One thing that happens. A history is a row of them; steps that make no sense at the time do nothing.</summary>
internal abstract record Step
{
    public abstract void Do(World world);
}

internal sealed record Wait(TimeSpan Time) : Step
{
    public override void Do(World world) => world.Pass(Time);
}
