using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// What the commands that were not carried out yet change themselves. All else that differs is drift, however new the generation: a command
/// about one account, a label or a pause says nothing about a link that is gone.
/// </summary>
internal sealed record CommandedChanges(DesiredServer Desired, ImmutableArray<Change> Changes, Restraints Restraints)
{
    // Who may open rooms, or that Fleet changes the server at all: that command is about all of it.
    private bool IsEverything => IsNew(Math.Max(Desired.AccessModeSince, Desired.EnforcementSince));

    public bool Contain(Change change) => IsEverything || change switch
    {
        Change.PutAccount put => IsOfAccount(put.User),
        Change.EnableAccount enable => IsOfAccount(enable.User),
        Change.RemoveAccount or Change.DisableAccount => IsTakenAway(change),
        // for the accounts that are taken away before
        Change.RestartService => Changes.Any(IsTakenAway),
        _ => false,
    };

    private bool IsOfAccount(string user) => Desired.Accounts.GetValueOrDefault(user) is { } account && IsNew(account.Since);

    private bool IsTakenAway(Change change) =>
        change is Change.RemoveAccount or Change.DisableAccount && Desired.AbsentAccounts.GetValueOrDefault(change.Repairs.Subject) is { } absent
        && IsNew(absent.Since);

    private bool IsNew(long since) => since > Restraints.AppliedGeneration;
}
