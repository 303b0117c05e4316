using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

/// <summary>What happens to a fleet, the same for the same seed.</summary>
internal sealed record History(int Servers, ImmutableArray<Step> Steps)
{
    public const int OnHostsServers = 3;

    [SuppressMessage("Security", "CA5394", Justification = "the same numbers for the same seed")]
    public static History Of(int seed)
    {
        var dice = new Dice(new Random(seed));
        var servers = dice.OneIn(4) ? dice.Number(11, 24) : dice.Number(2, 5);
        return new(servers, [.. dice.Known(servers), .. Enumerable.Range(0, dice.Number(10, 60)).SelectMany(_ => dice.Steps(servers))]);
    }

    /// <summary>Only of what can be done on real hosts within moments.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "the same numbers for the same seed")]
    public static History OnHosts(int seed)
    {
        var dice = new Dice(new Random(seed));
        return new(OnHostsServers, [.. Enumerable.Range(0, dice.Number(4, 8)).Select(_ => dice.StepOnHosts(OnHostsServers))]);
    }

    public World Run(Rules rules)
    {
        var world = new World(Servers, rules);
        foreach (var step in Steps)
        {
            world.Pass(TimeSpan.Zero);
            step.Do(world);
        }
        return world;
    }

    /// <summary>The promise that it breaks; null = none.</summary>
    public string? Breaks(Rules rules)
    {
        try
        {
            Rest.Come(Run(rules));
            return null;
        }
        catch (BrokenPromise broken)
        {
            return broken.Message;
        }
    }

    /// <summary>Without the steps that it breaks a promise without.</summary>
    public History Shortest(Rules rules)
    {
        var less = Enumerable.Range(0, Steps.Length).Select(at => this with { Steps = Steps.RemoveAt(at) }).FirstOrDefault(h => h.Breaks(rules) is not null);
        return less?.Shortest(rules) ?? this;
    }

    public override string ToString() => $"{Servers} servers\n{string.Join('\n', Steps)}";
}

/// <summary>Which steps, and how often each.</summary>
[SuppressMessage("Security", "CA5394", Justification = "the same numbers for the same seed")]
internal sealed class Dice(Random random)
{
    private static readonly DriftKind[] Waivable = [DriftKind.AccessMode, DriftKind.ServiceDown, DriftKind.OldSessions, DriftKind.GuestHost];

    private static readonly HandEdit[] OnHosts =
        [HandEdit.OpenFiles, HandEdit.OpenAll, HandEdit.CloseFiles, HandEdit.StopProsody, HandEdit.Hold, HandEdit.Lock, HandEdit.Release];

    public int Number(int from, int to) => random.Next(from, to + 1);

    public bool OneIn(int times) => random.Next(times) == 0;

    /// <summary>Servers that were looked at once, most of the time: of others little is promised.</summary>
    public IEnumerable<Step> Known(int servers) => OneIn(3) ? [] : Enumerable.Range(0, servers).Select(s => new Check(s));

    /// <summary>What a history before left is over, and all are open.</summary>
    public static IEnumerable<Step> Free(int servers)
    {
        ImmutableArray<int> all = [.. Enumerable.Range(0, servers)];
        return
        [
            .. all.Select(s => new Cut(s, Off: false)), new Edit(all, HandEdit.Release), new Resume(null), new Resume(all), new Enforcement(all, EnforcementMode.Enforce),
            new ResumeChange(), new AllowRepairs(), new Access(all, new(AccessMode.Open, Activation.InPlace, EvictSessions: false)), new ResumeChange(),
        ];
    }

    public Step StepOnHosts(int servers) => Number(0, 19) switch
    {
        < 6 => new Access(Some(servers), Mode()),
        < 7 => new Enforcement(Some(servers), OneIn(2) ? EnforcementMode.Observe : EnforcementMode.Enforce),
        < 9 => new Pause(OneIn(2) ? null : Some(servers)),
        < 10 => new Resume(OneIn(2) ? null : Some(servers)),
        < 11 => new Revert(Number(0, 2)),
        < 12 => OneIn(2) ? new ResumeChange() : new AllowRepairs(),
        < 18 => new Edit(Some(servers), OnHosts[Number(0, OnHosts.Length - 1)]),
        _ => new Cut(One(servers), OneIn(2)),
    };

    public IEnumerable<Step> Steps(int servers) => Number(0, 99) switch
    {
        < 24 => [new Check(One(servers))],
        < 34 => Enumerable.Range(0, servers).Select(s => new Check(s)),
        < 38 => [new Begin(One(servers))],
        < 46 => [new Go(Number(0, 9))],
        < 47 => [new Kill(Number(0, 9))],
        < 53 => Interrupted(One(servers), servers),
        < 60 => [new Access(Some(servers), Mode())],
        < 63 => Rollout(servers),
        < 66 => [new Enforcement(Some(servers), Of<EnforcementMode>())],
        < 69 => [OneIn(2) ? new Pause(Some(servers)) : new Pause(null)],
        < 72 => [OneIn(2) ? new Resume(Some(servers)) : new Resume(null)],
        < 74 => [new Revert(Number(0, 2))],
        < 76 => [OneIn(2) ? new ResumeChange() : new AllowRepairs()],
        < 78 => [new Revoke(One(servers), Number(1, Machine.Accounts), OneIn(2))],
        < 79 => [new Waive(One(servers), Waivable[Number(0, Waivable.Length - 1)])],
        < 89 => [new Edit(Some(servers), Of<HandEdit>())],
        < 92 => [new Cut(One(servers), OneIn(2))],
        < 93 => Enumerable.Range(0, servers).Select(s => new Break(s)),
        < 95 => [OneIn(2) ? new Keep() : new Restore(Number(0, 5), OneIn(2))],
        < 96 => [new Recover()],
        _ => [new Wait(OneIn(3) ? TimeSpan.FromMinutes(Number(1, 10)) : TimeSpan.FromSeconds(Number(1, 59)))],
    };

    // a run that something comes into, rather late than early
    private IEnumerable<Step> Interrupted(int server, int servers) =>
    [
        new Begin(server), .. Enumerable.Range(0, Number(1, 4)).Select(_ => new Go(0)),
        .. Number(0, 5) switch
        {
            0 => (Step[])[new Kill(0), new Wait(TimeSpan.FromSeconds(61))],
            1 => [new Cut(server, Off: true), new Go(0), new Go(0)],
            2 => [new Kill(0), new Cut(server, Off: true), new Wait(TimeSpan.FromSeconds(61))],
            3 => [new Pause(OneIn(2) ? null : [server])],
            4 => [new Wait(TimeSpan.FromSeconds(61)), new Check(server)],
            _ => [new Restore(Number(0, 5), OneIn(2))],
        },
        .. Enumerable.Range(0, Number(0, 3)).Select(_ => new Check(One(servers))),
        .. Enumerable.Range(0, Number(0, 2)).Select(_ => new Go(0)),
    ];

    // to servers that are known, one of which may break by it
    private IEnumerable<Step> Rollout(int servers) =>
    [
        .. Enumerable.Range(0, servers).Select(s => new Check(s)), .. OneIn(2) ? Enumerable.Range(0, servers).Select(s => new Break(s)) : [],
        new Access([.. Enumerable.Range(0, servers)], Mode()), .. Enumerable.Range(0, servers).Select(s => new Check(OneIn(3) ? One(servers) : s)),
    ];

    private SetAccessMode Mode() => Number(0, 7) switch
    {
        0 => new(AccessMode.Members, Activation.InPlace, EvictSessions: true, Emergency: true),
        1 => new(AccessMode.Guests, Activation.InPlace, EvictSessions: false),
        2 or 3 => new(AccessMode.Open, Activation.InPlace, EvictSessions: false),
        4 => new(AccessMode.Members, Activation.Restart, EvictSessions: false),
        _ => new(AccessMode.Members, Activation.InPlace, EvictSessions: OneIn(2)),
    };

    private int One(int servers) => random.Next(servers);

    private ImmutableArray<int> Some(int servers) => OneIn(3) ? [.. Enumerable.Range(0, servers)]
        : OneIn(2) ? [One(servers)] : [.. Enumerable.Range(0, servers).Where(_ => OneIn(2))];

    private T Of<T>() where T : struct, Enum => Enum.GetValues<T>() is var all ? all[random.Next(all.Length)] : default;
}
