using Fleet.Domain.Drift;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// Accounts to put and to remove. What Fleet never granted is left alone; a password that a user changed is the operator's word.
/// </summary>
internal static class AccountPlan
{
    public static Proposal Of(DesiredServer desired, Observation observation, Restraints restraints)
    {
        if (desired.Accounts.IsEmpty && desired.AbsentAccounts.IsEmpty)
        {
            return Proposal.None;
        }

        if (observation.OnDisk.Storage is { Support: not StorageSupport.Files } storage)
        {
            return Proposal.Blocked(BlockReason.Unsupported, DriftSubject.Storage,
                $"accounts are not Prosody's own files, so they are not managed here: {Printable.Clip(storage.Problem)}");
        }

        if (observation.Accounts.Items is not { } items)
        {
            return Proposal.Blocked(BlockReason.Undetermined, DriftSubject.Accounts,
                $"accounts were not seen: {Printable.Clip(observation.Accounts.Problem ?? "not sent")}");
        }

        var found = items.ToLookup(a => a.Name, StringComparer.Ordinal);
        return Proposal.Of([.. desired.AbsentAccounts.Keys.Where(found.Contains).Select(user => new Change.RemoveAccount(user))])
            .With(desired.Accounts.Aggregate(Proposal.None, (all, a) =>
                all.With(Put(a.Key, a.Value, found[a.Key].FirstOrDefault(), restraints))));
    }

    private static Proposal Put(string user, DesiredAccount desired, ObservedAccount? found, Restraints restraints) =>
        (desired.CredentialId, found) switch
    {
        (null, _) => Proposal.None,
        ({ } credential, null) => Proposal.Of(new Change.PutAccount(user, credential, DriftKind.UserMissing)),
        ({ } credential, { Problem: not null }) => Proposal.Of(new Change.PutAccount(user, credential, DriftKind.UserCredential)),
        ({ } credential, _) when found.MatchesCredential != credential => WasPut(desired, restraints)
            ? Proposal.Blocked(BlockReason.CredentialChanged, user,
                $"the password was changed on the server and is left so; `fleet users passwd {user}` sets a new one")
            : Proposal.Of(new Change.PutAccount(user, credential, DriftKind.UserCredential)),
        ({ } credential, { Disabled: true }) => Proposal.Of(new Change.PutAccount(user, credential, DriftKind.UserDisabled)),
        _ => Proposal.None,
    };

    // an adopted verifier is what the server had: if the server has another one now, the user changed it there
    private static bool WasPut(DesiredAccount desired, Restraints restraints) =>
        desired.Adopted || desired.Since <= restraints.AppliedGeneration;
}
