using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Keys;
using Fleet.Worker.Work;
using Jose;

namespace Fleet.Worker.Credentials;

/// <summary>Opens what the control plane sealed, if it was sealed for exactly this: fleet, user, server and domain (or spare), hash, use.</summary>
internal sealed class CredentialOpener(FleetKeys keys)
{
    public Opened OpenAccount(DesiredServer server, string user, SealedCredential credential) =>
        Open(credential.Jwe, header =>
            header.Credential != credential.Id.ToString() ? "another credential"
            : header.Hash != credential.Hash ? "another hash"
            : Purpose(header, server, user, SealingHeader.ForAccount));

    public Opened OpenProbe(DesiredServer server, string jwe) =>
        Open(jwe, header => header.Server == SealingHeader.Spare ? "no server" : Purpose(header, server, UserName.ProbeAccount, SealingHeader.ForProbe));

    private string? Purpose(SealingHeader header, DesiredServer server, string user, string use) =>
        header.Fleet != keys.Fleet.ToString() ? "another fleet"
        : header.User != user ? "another user"
        : header.Use != use ? "another use"
        : (header.Server, header.Domain) != (server.Id.ToString(), server.Domain) && (header.Server, header.Domain) != (SealingHeader.Spare, "") ? "another server"
        : null;

    private Opened Open(string jwe, Func<SealingHeader, string?> mismatch)
    {
        if (SealingHeader.Peek(jwe) is not { } header) return new Opened.Refused("it is not a sealed credential");
        if (mismatch(header) is { } other) return new Opened.Refused($"it was sealed for {other}");
        if (!keys.Sealing.TryGetValue(header.Kid, out var key)) return new Opened.Refused($"this worker lacks the private key {Fleet.Domain.Printable.Clip(header.Kid, 60)}");
        if (ScramHashes.Parse(header.Hash) is not { } hash) return new Opened.Refused("its hash is not known");
        return Decrypt(jwe, key) is { } content && content.Verifier(hash) is { } verifier
            ? new Opened.Usable(verifier, content.Password)
            : new Opened.Refused("its content does not open, or is no verifier");
    }

    private static SealedContent? Decrypt(string jwe, SealingKey key)
    {
        try
        {
            // one key object for all runs, and it does not promise to serve several at a time
            lock (key) return SealedContent.Parse(JWT.Decode(jwe, key.PrivateJwk, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM));
        }
        catch (Exception e) when (e is JoseException or CryptographicException or ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or NullReferenceException or System.Text.Json.JsonException)
        {
            // Whatever the library makes of hostile input, the credential is unusable; its text might quote the content.
            return null;
        }
    }
}

/// <summary>A credential that is held in memory only, or why it is not used. Neither prints a secret.</summary>
internal abstract record Opened
{
    private Opened()
    {
    }

    public sealed record Usable(ScramVerifier Verifier, string? Password) : Opened
    {
        public override string ToString() => Verifier.ToString();
    }

    public sealed record Refused(string Why) : Opened;
}
