namespace Fleet.Tests.Model;

internal sealed record Keep : Step
{
    public override void Do(World world) => world.Keep();
}

/// <param name="Elsewhere">From a dump, into another database; else the same one as it was.</param>
internal sealed record Restore(int Number, bool Elsewhere) : Step
{
    public override void Do(World world) => world.Restore(world.Kept[Number % world.Kept.Count], Elsewhere);
}
