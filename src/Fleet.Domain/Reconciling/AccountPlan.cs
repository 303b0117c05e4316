using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// Accounts to put and to take away. What Fleet never granted is left alone; a password that a user changed is the operator's word.
/// </summary>
internal sealed record AccountPlan(DesiredServer Desired, HostFacts Host, Restraints Restraints)
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

        return new AccountPlan(desired, observation.Host, restraints)
            .Of(ObservedAccounts.ByName(items), Removals.Refused(desired, observation));
    }

    private Proposal Of(ILookup<string, ObservedAccount> found, Removals? refused)
    {
        var taken = Desired.AbsentAccounts.Where(a => found.Contains(a.Key) && refused?.Contains(a.Key) != true)
            .Aggregate(Proposal.None, (all, a) => all.With(TakeAway(a.Key, a.Value, found[a.Key].First())));
        return taken.With(refused?.Blocked(Desired.Name) ?? Proposal.None).With(ForgetLogins(taken))
            .With(Desired.Accounts.Aggregate(Proposal.None, (all, a) => all.With(Give(a.Key, a.Value, found[a.Key].FirstOrDefault()))));
    }

    private Proposal TakeAway(string user, AbsentAccount absent, ObservedAccount found) => found switch
    {
        { Problem: AccountProblem.WrongEncoding } => Proposal.Blocked(BlockReason.Unsupported, user,
            "the account's file name is not one that Prosody makes, so Fleet can't name it: remove the file on the host"),
        _ when AccountDisabling.Suffices(absent, found, Host) => Proposal.None,
        { Problem: null } when absent.Disabled && AccountDisabling.IsKnownTo(Host) => Proposal.Of(new Change.DisableAccount(user)),
        _ => Proposal.Of(new Change.RemoveAccount(user)),
    };

    // with guests, Jicofo lets a browser that logged in once open rooms for a day, whatever became of its account
    private Proposal ForgetLogins(Proposal taken) => Desired.AccessMode == AccessMode.Guests && !taken.Changes.IsEmpty
        ? Proposal.Of(new Change.RestartService(DriftSubject.Jicofo))
        : Proposal.None;

    private Proposal Give(string user, DesiredAccount desired, ObservedAccount? found) => (desired.CredentialId, found) switch
    {
        (null, _) => Proposal.None,
        ({ } credential, null) => Put(user, credential, DriftKind.UserMissing),
        ({ } credential, { Problem: not null }) => Put(user, credential, DriftKind.UserCredential),
        ({ } credential, _) when found.MatchesCredential != credential => WasPut(desired)
            ? Changed(user).With(Enable(user, found))
            : Put(user, credential, DriftKind.UserCredential),
        (_, { Disabled: true }) when AccountDisabling.IsKnownTo(Host) => Enable(user, found),
        ({ } credential, { Disabled: true }) => Put(user, credential, DriftKind.UserDisabled),
        _ => Proposal.None,
    };

    private static Proposal Put(string user, Guid credential, DriftKind because) =>
        Proposal.Of(new Change.PutAccount(user, credential, because));

    // an account that is only enabled keeps the password that its user gave it
    private Proposal Enable(string user, ObservedAccount found) => found.Disabled && AccountDisabling.IsKnownTo(Host)
        ? Proposal.Of(new Change.EnableAccount(user))
        : Proposal.None;

    private Proposal Changed(string user) => Proposal.Blocked(BlockReason.CredentialChanged, user,
        "the password was changed on the server and is left so; "
        + $"`fleet users credential reset {user} --on name={Desired.Name}` undoes that, "
        + $"`fleet users credential keep {user} --on name={Desired.Name}` takes it over");

    // a verifier that was found is what the server had: if the server has another one now, the user changed it there
    private bool WasPut(DesiredAccount desired) => desired.Found || desired.Since <= Restraints.AppliedGeneration;
}
