using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Tests.Domain;

namespace Fleet.Tests.Model;

/// <summary>Hosts, the database, what was kept of it, and the runs that are under way.</summary>
internal sealed class World
{
    private int _lives = 1;
    private int _moment;

    public World(int servers, Rules rules)
    {
        Rules = rules;
        Promises = new(this);
        Machines = [.. Enumerable.Range(0, servers).Select(n => new Machine(n))];
        Database = new(1, [], Gate.Microseconds(Now), Enumerable.Range(0, servers).ToImmutableSortedDictionary(n => n, Enrolled));
        Keep();
    }

    public Rules Rules { get; }

    public Promises Promises { get; }

    public ImmutableArray<Machine> Machines { get; }

    public Database Database { get; set; }

    public List<Backup> Kept { get; } = [];

    public List<Run> Runs { get; } = [];

    public HashSet<HoldKind> Met { get; } = [];

    public DateTimeOffset Now { get; private set; } = Some.Now;

    public Origin Origin => new(Database.Life, _moment, Database.Epoch);

    /// <summary>Every moment is another one, so that fences differ as they do by a real clock.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time + TimeSpan.FromMilliseconds(1);
        _moment++;
        Database = Staged.Expire(Database, Now);
        Met.UnionWith(Database.Holds.Select(h => h.Hold.Kind));
    }

    /// <summary>Where the run of that number is, counted from the last; null = none is under way.</summary>
    public int? RunAt(int number) => Runs.Count == 0 ? null : Runs.Count - 1 - (number % Runs.Count);

    public Guid NewCommand() => Some.Id(1_000_000 + _moment);

    public void Keep() => Kept.Add(new(Database, _moment, Promises.Counted));

    /// <param name="elsewhere">From a dump into another database, which tells itself from the one that it was made of.</param>
    public void Restore(Backup kept, bool elsewhere)
    {
        var past = kept.Database.Past.Add(new(kept.Database.Life, kept.Moment, kept.Database.Epoch));
        Database = kept.Database with { Life = ++_lives, Past = past };
        if (elsewhere) Database = Database with { Holds = Database.Holds.Add(new(null, new(HoldKind.Copy, "a copy", "fleet", Now, Everywhere: true))) };
        Promises.Counted = kept.Counted;
    }

    private Row Enrolled(int number)
    {
        var enrolled = Some.Enrolled(number);
        var row = new Row(DesiredServer.Evolve(null, enrolled, 1)!, [new(enrolled, 1, Guid.Empty, "dana", Now)], Condition.Initial, 0, Gate.Microseconds(Now));
        return row.After(
            [.. Enumerable.Range(0, Machine.Accounts).Select(n => new AccountGranted(Some.Id(n), Machine.NameOf(n), Machine.CredentialOf(n))),
                new ServerAdopted(AccessMode.Open), Some.Enforced], Guid.Empty, Now);
    }
}

internal sealed record Backup(Database Database, int Moment, Counted Counted);
