using System.Collections.Immutable;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

internal sealed record Access(ImmutableArray<int> Servers, SetAccessMode Command) : Step
{
    public override void Do(World world) => world.Database = Operators.Each(
        world.Database, world.NewCommand(), Servers, world.Now, row => ServerDecider.SetAccess(row.Desired, Command, world.Now));

    public override string ToString() => $"access {string.Join(",", Servers)} {Command.Mode} {Command.Activation}{(Command.Emergency ? " emergency" : "")}";
}

internal sealed record Enforcement(ImmutableArray<int> Servers, EnforcementMode Mode) : Step
{
    public override void Do(World world) => world.Database = Operators.Each(world.Database, world.NewCommand(), Servers, world.Now,
        row => ServerDecider.SetEnforcement(row.Desired, new(Mode, Mode == EnforcementMode.Suspended ? world.Now.AddMinutes(10) : null, "why"), world.Now));

    public override string ToString() => $"enforcement {string.Join(",", Servers)} {Mode}";
}

internal sealed record Pause(ImmutableArray<int>? Servers) : Step
{
    public override void Do(World world) => world.Database = Servers is { } servers
        ? Operators.Pause(world.Database, world.NewCommand(), servers, world.Now)
        : Operators.PauseAll(world.Database, world.Now);

    public override string ToString() => $"pause {(Servers is { } servers ? string.Join(",", servers) : "")}";
}

internal sealed record Resume(ImmutableArray<int>? Servers) : Step
{
    public override void Do(World world) => world.Database = Servers is { } servers
        ? Operators.Resume(world.Database, world.NewCommand(), servers, world.Now)
        : Operators.ResumeAll(world.Database);

    public override string ToString() => $"resume {(Servers is { } servers ? string.Join(",", servers) : "")}";
}

/// <param name="Back">How many commands ago.</param>
internal sealed record Revert(int Back) : Step
{
    public override void Do(World world)
    {
        if (world.Database.Commands.Length <= Back) return;
        var reverted = world.Database.Commands[^(Back + 1)];
        var servers = world.Database.Servers.Where(s => s.Value.History.Any(e => e.CommandId == reverted)).Select(s => s.Key);
        world.Database = Operators.Each(
            world.Database, world.NewCommand(), servers, world.Now, row => ServerDecider.Revert(row.History, reverted, world.Now));
    }
}

/// <summary>Somebody lets go on what waits for a proof, or was stopped.</summary>
internal sealed record ResumeChange : Step
{
    public override void Do(World world)
    {
        foreach (var change in world.Database.Changes.Values.Where(c => !c.Held.IsEmpty).Take(1))
            world.Database = Operators.ResumeChange(world.Database, change, world.Now);
    }
}

/// <summary>Somebody knows what it was, of all that waits.</summary>
internal sealed record AllowRepairs : Step
{
    public override void Do(World world)
    {
        foreach (var drift in world.Database.Holds.Select(h => h.Hold.Drift?.Split(':')[0]).OfType<string>().Distinct().ToArray())
            world.Database = Operators.AllowRepairs(world.Database, drift, world.Now);
    }
}

internal sealed record Revoke(int Server, int Accounts, bool Confirmed) : Step
{
    public override void Do(World world) => world.Database = Operators.Each(world.Database, world.NewCommand(), [Server], world.Now,
        _ => Fleet.Domain.Decision.Accept<IServerEvent>(
            [.. Enumerable.Range(0, Accounts).Select(n => new AccountRevoked(Fleet.Tests.Domain.Some.Id(n), Machine.NameOf(n), Confirmed: Confirmed))]));
}

internal sealed record Waive(int Server, DriftKind Kind) : Step
{
    public override void Do(World world) => world.Database = Operators.Each(world.Database, world.NewCommand(), [Server], world.Now,
        row => ServerDecider.Waive(row.Desired, new(Kind, null, world.Now.AddHours(1), "dana", "known"), world.Now));
}

internal sealed record Recover : Step
{
    public override void Do(World world) => world.Database = Operators.Recover(world.Database, world.Now);
}
