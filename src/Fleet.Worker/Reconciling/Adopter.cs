using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Jitsi.Host;
using Fleet.Worker.Credentials;

namespace Fleet.Worker.Reconciling;

/// <summary>Reads a hand-built server so that it can be managed as it is: its mode and its accounts, verifiers sealed. It writes nothing there.</summary>
internal sealed class Adopter(CredentialSealer sealer)
{
    /// <summary>More would not fit in one report.</summary>
    private const int MostAccounts = 800;

    public Visit Adopt(Visit seen, DesiredServer desired)
    {
        if (WhyNot(seen) is { } failed) return failed;
        var disk = seen.Observation!.OnDisk;
        if (AdoptedMode.Of(disk) is not { } mode)
            return Refused(seen, "adopt-provider", $"the access mode can't be adopted: {disk.Provider.Problem ?? $"the provider is {disk.Provider.Value}"}");
        var accounts = Usable(seen);
        return accounts.Length > MostAccounts
            ? Refused(seen, "adopt-too-many", $"{accounts.Length} accounts can't be adopted at once; at most {MostAccounts}")
            : seen with { Adopted = new AdoptedServer(mode, [.. accounts.Select(a => sealer.Seal(desired, a.Name!, a.Verifier!, Guid.CreateVersion7()))]) };
    }

    /// <summary>Single accounts that were asked for; one that has the credential that it should is left out.</summary>
    public Visit Seal(Visit seen, DesiredServer desired, IEnumerable<string> asks)
    {
        var names = SealAsk.Accounts(asks);
        if (names.IsEmpty || seen.Failure is not null) return seen;
        if (WhyNot(seen) is { } failed) return failed;
        var changed = seen.Observation!.Accounts.Items!.Value
            .Where(a => a.MatchesCredential is null || a.MatchesCredential != desired.Accounts.GetValueOrDefault(a.Name)?.CredentialId)
            .Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        return seen with
        {
            Sealed = [.. Usable(seen).Where(a => names.Contains(a.Name!) && changed.Contains(a.Name!))
                .Select(a => sealer.Seal(desired, a.Name!, a.Verifier!, Guid.CreateVersion7()))],
        };
    }

    private static Visit? WhyNot(Visit seen) => (seen.Observation!.OnDisk.Storage, seen.View!.Reply.Accounts) switch
    {
        ({ Support: not StorageSupport.Files } storage, _) => Refused(seen, "adopt-storage", $"the accounts can't be adopted: {storage.Problem}"),
        (_, { State: not (AccountsState.Sent or AccountsState.Same or AccountsState.Absent) } unread) =>
            Refused(seen, "adopt-accounts", $"the accounts can't be adopted: they are {unread.State.ToString().ToLowerInvariant()}"),
        _ => null,
    };

    private static HostAccount[] Usable(Visit seen)
    {
        var sound = seen.Observation!.Accounts.Items!.Value.Where(a => a is { Problem: null, Disabled: false }).Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        return [.. (seen.View!.Reply.Accounts.All ?? []).Where(a => IsUsable(a) && sound.Contains(a.Name!))];
    }

    // What nobody can log in with, or no command could name, stays what it is: an unknown account.
    private static bool IsUsable(HostAccount account) =>
        account is { Name: { } name, Verifier: not null, Kind: AccountFileKind.Regular } && name != UserName.ProbeAccount && UserName.Parse(name).Refusal is null;

    private static Visit Refused(Visit seen, string code, string text) =>
        seen with { Outcome = ReconcileOutcome.Failed, Failure = new FailureDetail(code, text, Transient: false) };
}
