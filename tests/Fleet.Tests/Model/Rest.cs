using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

/// <summary>When everybody has said his word and nothing is in the way any more: what a guard holds, it does not hold for ever.</summary>
internal static class Rest
{
    private const int Rounds = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(11);

    public static void Come(World world)
    {
        foreach (var machine in world.Machines) machine.IsLeftAlone();
        world.Runs.Clear();
        world.Pass(Longest);
        var all = Enumerable.Range(0, world.Machines.Length).ToArray();
        foreach (var step in (Step[])[new Recover(), .. all.Select(s => new Check(s)), new Recover(), new Resume(null), new Resume([.. all])]) Do(world, step);
        for (var round = 0; round < Rounds; round++)
            foreach (var step in all.SelectMany(s => (Step[])[new ResumeChange(), new AllowRepairs(), new Check(s)]).Append(new Wait(Gate.Interval))) Do(world, step);
        foreach (var server in all) AsCommanded(world, server);
    }

    private static void Do(World world, Step step)
    {
        world.Pass(TimeSpan.Zero);
        step.Do(world);
    }

    private static void AsCommanded(World world, int server)
    {
        var (row, truth) = (world.Database.Servers[server], world.Machines[server].Truth);
        // what somebody makes again and again is left to people, and told
        if (row.Desired.EnforcementAt(world.Now) != EnforcementMode.Enforce || !row.Condition.HeldRepairs.IsEmpty) return;
        if (row.Desired.AccessMode == AccessMode.Open ? Openness.IsShut(truth) && !truth.IsDown("prosody") : Openness.IsMoreOpen(truth, row.Desired.AccessMode))
            throw new BrokenPromise($"{row.Desired.Name} never comes to be {row.Desired.AccessMode}");
    }
}
