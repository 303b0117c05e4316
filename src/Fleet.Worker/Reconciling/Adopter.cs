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
        var disk = seen.Observation!.OnDisk;
        if (AuthenticationProvider.ModeOf(disk.Provider.Value) is not { } mode)
            return Refused(seen, "adopt-provider", $"the access mode can't be adopted: {disk.Provider.Problem ?? $"the provider is {disk.Provider.Value}"}");
        if (disk.Storage.Support != StorageSupport.Files)
            return Refused(seen, "adopt-storage", $"the accounts can't be adopted: {disk.Storage.Problem}");
        if (seen.View!.Reply.Accounts is { State: not (AccountsState.Sent or AccountsState.Same or AccountsState.Absent) } unread)
            return Refused(seen, "adopt-accounts", $"the accounts can't be adopted: they are {unread.State.ToString().ToLowerInvariant()}");

        var accounts = (seen.View.Reply.Accounts.All ?? []).Where(IsUsable).ToArray();
        return accounts.Length > MostAccounts
            ? Refused(seen, "adopt-too-many", $"{accounts.Length} accounts can't be adopted at once; at most {MostAccounts}")
            : seen with { Adopted = new AdoptedServer(mode, [.. accounts.Select(a => sealer.Seal(desired, a.Name!, a.Verifier!, Guid.CreateVersion7()))]) };
    }

    // What nobody could log in with, or no command could name, stays what it is: an unknown account.
    private static bool IsUsable(HostAccount account) =>
        account is { Name: { } name, Verifier: not null, Kind: AccountFileKind.Regular } && name != UserName.ProbeAccount && UserName.Parse(name).Refusal is null;

    private static Visit Refused(Visit seen, string code, string text) =>
        seen with { Outcome = ReconcileOutcome.Failed, Failure = new FailureDetail(code, text, Transient: false) };
}
