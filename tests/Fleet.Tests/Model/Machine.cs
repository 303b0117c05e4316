using Fleet.Domain.Epochs;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain;
using Fleet.Tests.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>A host as it is, whatever anybody knows of it; it does what fleet-host promises of each apply.</summary>
internal sealed class Machine(int number)
{
    public const int Accounts = 6;

    /// <summary>All four layers of it but the look from outside, which follows from them.</summary>
    public Observation Truth { get; set; } = Fresh(number);

    public bool CutOff { get; set; }

    /// <summary>The next apply ends with a Prosody that does not start again.</summary>
    public bool Fragile { get; set; }

    public AcceptedApply? Accepted { get; private set; }

    /// <summary>The database whose apply it accepted last.</summary>
    public Origin? Origin { get; private set; }

    public static Guid CredentialOf(int account) => Some.Id(100 + account);

    public static string NameOf(int account) => $"user{account}";

    public void IsLeftAlone()
    {
        (CutOff, Fragile) = (false, false);
        Truth = Truth with { Host = Truth.Host with { Hold = null, PackageManager = PackageManagerState.Idle } };
    }

    public Observation Seen(DateTimeOffset now) => Truth with { ObservedAt = now, Host = Truth.Host with { Accepted = Accepted, Hold = HoldAt(now) } };

    public HostHold? HoldAt(DateTimeOffset now) => Truth.Host.Hold is { } hold && !(hold.Until <= now) ? hold : null;

    /// <summary>Without a certificate nobody knows who answered: it is cut off.</summary>
    public ProbeResult Probe(DateTimeOffset now) => CutOff
        ? Some.Probe(AnonymousLogin.Unknown) with { At = now, Certificate = null, Guest = AnonymousLogin.Unknown, Member = MemberLogin.Unknown }
        : Some.Probe(Login(Truth.InForce.Provider)) with { At = now, Guest = Login(Truth.InForce.GuestHostProvider), Member = Member };

    public Arrival Take(Run run, DateTimeOffset now, Rules rules)
    {
        var order = (run.Granted.Epoch, run.Fence);
        if (rules.HostsFence && Accepted is { } last && order.CompareTo((last.Epoch!.Value, last.Fence)) < 0) return Arrival.Overtaken;
        if (rules.HostsHold && HoldAt(now) is { } hold && run.Plan!.AdoptsLock != hold.Since) return Arrival.Held;
        if (Truth.Host.PackageManager == PackageManagerState.Running && !run.IsUrgent) return Arrival.Postponed;
        (Accepted, Origin) = (new(run.Granted.Epoch, run.Desired.Generation, run.Fence), run.Origin);
        Truth = Host.After(Truth, run.Plan!.Changes);
        if (Fragile) Truth = Truth with { Services = [.. Truth.Services.Select(s => s.Name == "prosody" ? s with { Status = ServiceStatus.Failed } : s)] };
        Fragile = false;
        if (run.Plan.AdoptsLock is not null) Truth = Truth with { Host = Truth.Host with { Hold = null } };
        return Arrival.Done;
    }

    private MemberLogin Member => Login(Truth.InForce.Provider) == AnonymousLogin.Refused ? MemberLogin.Proven : MemberLogin.NotTried;

    private AnonymousLogin Login(string? provider) => provider switch
    {
        _ when Truth.IsDown("prosody") => AnonymousLogin.Unknown,
        InForce.NotServed => AnonymousLogin.NoSuchHost,
        _ => AuthenticationProvider.IsAnonymous(provider) ? AnonymousLogin.Accepted : AnonymousLogin.Refused,
    };

    private static Observation Fresh(int number)
    {
        var host = Some.Whole(provider: "jitsi-anonymous");
        return host with
        {
            Host = host.Host with { MachineId = $"machine-{number}" },
            Services = [Some.Service("prosody"), Some.Service("jicofo")],
            Accounts = host.Accounts with { Items = [.. Enumerable.Range(0, Accounts).Select(n => Some.Account(NameOf(n), CredentialOf(n)))] },
        };
    }
}

internal enum Arrival
{
    Done,
    Overtaken,
    Held,
    Postponed,
}

/// <summary>A life of a database, and when in it.</summary>
internal sealed record Origin(int Life, int Moment, long Epoch);
