using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Scram;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>Compares verifiers where they were read; what leaves are names and whether they match.</summary>
internal static class AccountsJudge
{
    public static ObservedAccounts Judge(HostView view, IReadOnlyDictionary<string, AccountCredential> credentials)
    {
        var accounts = view.Reply.Accounts;
        if (accounts.State == AccountsState.Absent) return Observed([]);
        if (accounts.All is null) return new(null, null, Describe(accounts.State));
        var hash = StorageReader.PasswordHash(view);
        return Observed([.. accounts.All.Select(a => Judge(a, hash, credentials)).OrderBy(a => a.Name, StringComparer.Ordinal)]);
    }

    private static ObservedAccount Judge(HostAccount account, ScramHash? hash, IReadOnlyDictionary<string, AccountCredential> credentials)
    {
        var name = account.Name;
        if (name is null) return new(account.File, null, account.Disabled, AccountProblem.WrongEncoding);
        if (!NodePrep.IsFinal(name)) return new(name, null, account.Disabled, AccountProblem.UnreachableName);
        var matches = credentials.TryGetValue(name, out var credential) && account.Verifier == credential.Verifier;
        return new(name, matches ? credential!.Id : null, account.Disabled, Problem(account, hash));
    }

    private static AccountProblem? Problem(HostAccount account, ScramHash? hash) => account switch
    {
        { Kind: not AccountFileKind.Regular } => AccountProblem.Malformed,
        { Record: AccountRecord.Unreadable } => AccountProblem.Unreadable,
        { Record: AccountRecord.Clear } => AccountProblem.ClearText,
        { Record: AccountRecord.Invalid } or { Verifier: null } => AccountProblem.Malformed,
        _ when hash is not null && account.Verifier.Hash != hash => AccountProblem.WrongHash,
        _ => null,
    };

    private static ObservedAccounts Observed(ImmutableArray<ObservedAccount> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
            text.Append($"{item.Name.Length} {item.Name} {item.MatchesCredential} {item.Disabled} {item.Problem}\n");
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), items, null);
    }

    private static string Describe(AccountsState state) => state switch
    {
        AccountsState.Unreadable => "the accounts' directory cannot be read",
        AccountsState.TooMany => "there are more accounts than are read",
        _ => "they were not sent",
    };
}
