using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Domain.Drift;

/// <summary>Who can log in, against who was granted it. Accounts of other virtual hosts are never looked at.</summary>
internal static class AccountDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, ObservedAccounts observed)
    {
        if (observed.Items is not { } items)
        {
            return [Item(DriftKind.Undetermined, DriftSeverity.High, DriftSubject.Accounts,
                $"accounts were not seen: {Printable.Clip(observed.Problem ?? "not sent")}")];
        }

        var found = items.ToLookup(a => a.Name, StringComparer.Ordinal);
        return
        [
            .. desired.Accounts.SelectMany(a => Granted(a.Key, a.Value, found[a.Key].FirstOrDefault())),
            .. items.Where(a => !desired.Accounts.ContainsKey(a.Name) && a.Name != UserName.ProbeAccount)
                .Select(a => NotGranted(desired, a)),
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

    private static DriftItem NotGranted(DesiredServer desired, ObservedAccount found)
    {
        var name = Printable.Clip(found.Name, UserName.MaxLength);
        return desired.AbsentAccounts.ContainsKey(found.Name)
            ? Item(DriftKind.UserReturned, DriftSeverity.Critical, name, "the account was revoked, and is on the server")
            : Item(DriftKind.UserUnknown, desired.AccessMode == AccessMode.Members ? DriftSeverity.High : DriftSeverity.Medium, name,
                "Fleet never granted nor adopted this account");
    }

    private static string Word(AccountProblem problem) => problem switch
    {
        AccountProblem.Unreadable => "Prosody cannot read the account",
        AccountProblem.Malformed => "the account's file is not one that Prosody wrote",
        AccountProblem.WrongHash => "the account's verifier is of another hash than the server's: it cannot log in",
        AccountProblem.WrongEncoding => "the account's file name is not encoded as Prosody does: it cannot log in",
        _ => "the account's password lies there in clear",
    };

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, subject, evidence);
}
