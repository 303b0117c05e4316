using System.Text;
using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Host;

internal static class AccountsReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static HostAccounts Read(ReplyReader reader)
    {
        var (state, digest) = reader.One("accounts", f => (f.OneOf<AccountsState>(), f.OptionalHash()));
        if (reader.Fault is null && digest is null && state is AccountsState.Same or AccountsState.Sent) reader.Fail("accounts", "no digest");
        return new(state, digest, state == AccountsState.Sent ? reader.Many("account", HostProtocol.MaxAccounts, Account) : null);
    }

    private static HostAccount Account(ReplyFields f)
    {
        var account = new HostAccount(f.Text(), f.OneOf<AccountFileKind>(), f.Text(), f.Text(), f.Text(), f.OneOf<AccountRecord>(), null, false);
        return account.Record == AccountRecord.Scram ? WithVerifier(account, f) : account;
    }

    private static HostAccount WithVerifier(HostAccount account, ReplyFields f)
    {
        var (iterations, salt, stored, server) = (f.Count(), Utf8(f.Text()), f.Key(), f.Key());
        account = account with { Disabled = f.OneOf<Disabled>() == Disabled.Yes };
        if (iterations == 0 || salt is null || stored.Length != server.Length) return account with { Record = AccountRecord.Invalid };
        var hash = stored.Length == 2 * ScramHash.Sha1.Size() ? ScramHash.Sha1 : ScramHash.Sha256;
        return account with { Verifier = new(hash, salt, iterations, stored, server) };
    }

    private static string? Utf8(string latin1)
    {
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(latin1));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private enum Disabled
    {
        No,
        Yes,
    }
}
