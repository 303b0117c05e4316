using System.Collections.Concurrent;
using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Worker.Credentials;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>
/// What this worker knows of a server from its last run, so that the next one asks and says only what is new. It is never written
/// anywhere: it holds verifiers. Lost, it costs one full look.
/// </summary>
internal sealed record ServerMemory
{
    public static ServerMemory Empty { get; } = new();

    public Handover? Handover { get; init; }

    public HeldCredentials Credentials { get; init; } = HeldCredentials.None;

    public ObserveReply? Reply { get; init; }

    /// <summary>The generation whose activation was tried last.</summary>
    public long Activated { get; init; }

    /// <summary>null when the last run saw none of it.</summary>
    public LeftDrift? Left { get; init; }

    public ProbeMemory? Probe { get; init; }

    /// <summary>The accounts that the control plane has from this worker.</summary>
    public ObservedAccounts? ReportedAccounts { get; init; }

    /// <summary>Runs in a row that did not end well.</summary>
    public int Failures { get; init; }

    public ReconcileOutcome? Outcome { get; init; }

    public Verdict? Verdict { get; init; }

    /// <summary>By root on the host, when the last look said so.</summary>
    public Domain.Reconciling.HostHold? Hold { get; init; }

    /// <summary>The last entry of the host's ledger that was reported.</summary>
    public long LedgerAfter { get; init; }

    public ServerMemory With(ObserveReply reply) => this with { Reply = reply, LedgerAfter = reply.Ledger is [.., var last] ? last.Sequence : LedgerAfter };

    public override string ToString() => $"(memory of generation {Handover?.Generation})";
}

/// <param name="InForce">What was in force then.</param>
internal sealed record ProbeMemory(ProbeResult Result, string Domain, Domain.Servers.ProbeTarget Target, string? InForce);

internal sealed class ServerMemories
{
    private readonly ConcurrentDictionary<Guid, ServerMemory> _servers = [];

    public ServerMemory Of(Guid server) => _servers.GetValueOrDefault(server, ServerMemory.Empty);

    public void Keep(Guid server, ServerMemory memory) => _servers[server] = memory;

    public void Forget(Guid server) => _servers.TryRemove(server, out _);
}
