using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Accounts;

/// <summary>What one account's file says. A password in clear is recognised and not kept; no reason quotes the file.</summary>
public abstract record AccountRecord
{
    private AccountRecord() { }

    /// <param name="Disabled">Written by Prosody 13: such a user can't log in.</param>
    public sealed record Hashed(ScramVerifier Verifier, bool Disabled) : AccountRecord
    {
        /// <summary>Salt and iterations count, too: a password changed and changed back is another credential.</summary>
        public bool Matches(ScramVerifier credential) => Verifier == credential;
    }

    /// <summary>Prosody hashes it at the user's next login.</summary>
    public sealed record ClearText(bool Disabled) : AccountRecord;

    public sealed record Malformed(string Reason) : AccountRecord;
}
