using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Worker.Credentials;
using Fleet.Worker.Probing;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>Decides when a server is looked at from outside: after a change, when what is in force changed, when asked, and every few minutes.</summary>
internal sealed class ProbeDesk(Prober prober, ReconcilingOptions options, TimeProvider time)
{
    public async Task<ProbeMemory> CurrentAsync(Claim claim, ServerMemory memory, Visit visit, CancellationToken stop)
    {
        var desired = memory.Handover!.Desired;
        var inForce = visit.Observation is { } observation ? InForce(observation.InForce) : memory.Probe?.InForce;
        var member = Member(memory.Credentials, visit);
        if (memory.Probe is { } last && !claim.IsAsked("check") && !IsDue(last, desired, visit, inForce) && !IsMissed(last, member)) return last;
        using var span = RunStage.Start("probe");
        var result = await prober.ProbeAsync(desired, member, stop);
        return new ProbeMemory(result, desired.Domain, desired.Probe, inForce);
    }

    private bool IsDue(ProbeMemory last, DesiredServer desired, Visit visit, string? inForce) =>
        visit.Applied.Any(a => a.Result is not ChangeResult.Skipped)
        || last.InForce != inForce
        || (last.Domain, last.Target) != (desired.Domain, desired.Probe)
        || time.GetUtcNow() - last.Result.At >= options.ProbeInterval;

    // The host could not be looked at then, or had no account for it: by now a member's login can be proven.
    private static bool IsMissed(ProbeMemory last, Opened.Usable? member) => member is not null && last.Result.Member == MemberLogin.NotTried;

    // Prosody before 0.12 does not say what it serves: then a restart may have changed it.
    private static string InForce(InForce seen) =>
        seen.Provider is { } provider ? $"{provider} {seen.GuestHostActive} {seen.GuestHostProvider}" : $"since {seen.StartedAt:O}";

    // Only where the probe account is known to be on the host, and accounts are what Prosody asks for.
    private static Opened.Usable? Member(HeldCredentials credentials, Visit visit) =>
        credentials is { ProbePassword: { } password } && credentials.Accounts.GetValueOrDefault(UserName.ProbeAccount) is { } probe
        && visit.Observation is { Accounts.Items: { } accounts } seen
        && (seen.InForce.Provider ?? seen.OnDisk.Provider.Value) == AuthenticationProvider.InternalHashed
        && accounts.Any(a => a.Name == UserName.ProbeAccount && a.MatchesCredential == probe.Id && !a.Disabled)
            ? new Opened.Usable(probe.Verifier, password)
            : null;
}
