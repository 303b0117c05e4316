using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Domain.Drift;

/// <summary>Who can log in, against who was granted it. Accounts of other virtual hosts are never looked at.</summary>
internal static class AccountDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, Observation observation)
    {
        var observed = observation.Accounts;
        if (observed.Items is not { } items)
        {
            return [Item(DriftKind.Undetermined, DriftSeverity.High, DriftSubject.Accounts,
                $"accounts were not seen: {Printable.Clip(observed.Problem ?? "not sent")}")];
        }

        var found = ObservedAccounts.ByName(items);
        return
        [
            .. desired.Accounts.SelectMany(a => Granted(a.Key, a.Value, found[a.Key].FirstOrDefault())),
            .. items.Where(a => !IsExpected(desired, observation, a)).Select(a => NotGranted(desired, a)),
        ];
    }

    private static IEnumerable<DriftItem> Granted(string user, DesiredAccount desired, ObservedAccount? found)
    {
        if (desired.CredentialId is null)
        {
            yield return Item(DriftKind.NeedsPassword, DriftSeverity.Medium, user,
                $"no password was set for this server yet: `fleet users passwd {user}`");
        }
        else if (found is null)
        {
            yield return Item(DriftKind.UserMissing, DriftSeverity.High, user, "the account is not on the server");
        }
        else if (found.Problem is { } problem)
        {
            yield return Item(DriftKind.UserCredential, DriftSeverity.High, user, Word(problem));
        }
        else if (found.MatchesCredential != desired.CredentialId)
        {
            yield return Item(DriftKind.UserCredential, DriftSeverity.High, user,
                "the password on the server is not the one that Fleet knows");
        }

        if (found is { Disabled: true })
        {
            yield return Item(DriftKind.UserDisabled, DriftSeverity.High, user, "the account is disabled on the server");
        }
    }

    private static bool IsExpected(DesiredServer desired, Observation observation, ObservedAccount found) =>
        desired.Accounts.ContainsKey(found.Name)
        || found.Name == UserName.ProbeAccount
        || desired.IgnoredAccounts.Contains(found.Name)
        || (desired.AbsentAccounts.TryGetValue(found.Name, out var absent) && AccountDisabling.Suffices(absent, found, observation.Host));

    private static DriftItem NotGranted(DesiredServer desired, ObservedAccount found)
    {
        var name = Printable.Clip(found.Name, UserName.MaxLength);
        return desired.AbsentAccounts.ContainsKey(found.Name)
            ? Item(DriftKind.UserReturned, DriftSeverity.Critical, name, "the account was revoked, and is on the server")
            : Unknown(desired, found, name);
    }

    private static DriftItem Unknown(DesiredServer desired, ObservedAccount found, string name) => found.Problem switch
    {
        AccountProblem.WrongEncoding or AccountProblem.UnreachableName =>
            Item(DriftKind.UserUnknown, DriftSeverity.Info, name, $"nobody can log in with it: {Word(found.Problem.Value)}"),
        _ => Item(DriftKind.UserUnknown, Weight(desired), name,
            "Fleet never granted nor adopted this account"),
    };

    private static DriftSeverity Weight(DesiredServer desired) =>
        desired.AccessMode is null or AccessMode.Open ? DriftSeverity.Medium : DriftSeverity.High;

    private static string Word(AccountProblem problem) => problem switch
    {
        AccountProblem.Unreadable => "Prosody cannot read the account",
        AccountProblem.Malformed => "the account's file is not one that Prosody wrote",
        AccountProblem.WrongHash => "the account's verifier is of another hash than the server's: it cannot log in",
        AccountProblem.WrongEncoding => "the account's file name is not encoded as Prosody does: it cannot log in",
        AccountProblem.UnreachableName =>
            "Prosody folds a name (to lower case, for one) before it looks for its file, and never finds this one",
        _ => "the account's password lies there in clear",
    };

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, subject, evidence);
}
