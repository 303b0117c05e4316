namespace Fleet.Tests.Model;

/// <summary>A run from its claim to its report, with nothing in between.</summary>
internal sealed record Check(int Server) : Step
{
    public override void Do(World world)
    {
        if (Worker.Claim(world, Server) is not { } run) return;
        while (run.Stage != Stage.Done) run = Worker.Next(world, run);
        Ended(world, run);
    }

    public static void Ended(World world, Run run)
    {
        // without the lease the worker has nothing to tell
        if (run.Failure is { Code: "fence" or "lease" }) return;
        var report = Worker.Report(world, run);
        world.Promises.Reported(run, report);
        var before = world.Database;
        world.Database = ControlPlane.Take(before, report, world.Rules, world.Now);
        world.Promises.Taken(run, before, world.Database);
    }
}

internal sealed record Begin(int Server) : Step
{
    public override void Do(World world)
    {
        if (Worker.Claim(world, Server) is { } run) world.Runs.Add(run);
    }
}

/// <summary>The next stage of one of the runs that are under way, counted from the last; its report is a stage of its own.</summary>
internal sealed record Go(int Number) : Step
{
    public override void Do(World world)
    {
        if (world.RunAt(Number) is not { } at) return;
        var run = world.Runs[at];
        if (run.Killed)
        {
            Worker.Next(world, run);
            world.Runs.RemoveAt(at);
            return;
        }
        world.Database = Gate.Renew(world.Database, run.Server, run.Fence, world.Now);
        if (run.Stage != Stage.Done)
        {
            world.Runs[at] = Worker.Next(world, run);
            return;
        }
        world.Runs.RemoveAt(at);
        Check.Ended(world, run);
    }
}

/// <summary>The worker is gone, whatever it was at: what it had sent is on its way all the same.</summary>
internal sealed record Kill(int Number) : Step
{
    public override void Do(World world)
    {
        if (world.RunAt(Number) is not { } at) return;
        var run = world.Runs[at];
        if (run.Stage == Stage.Sent) world.Runs[at] = run with { Killed = true };
        else world.Runs.RemoveAt(at);
    }
}
