using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Fleet.Jitsi.Scram;
using Jose;

namespace Fleet.ControlPlane.Credentials;

/// <param name="Server">null = a spare.</param>
/// <param name="Domain">Of the server; empty for a spare.</param>
public sealed record CredentialTarget(Guid? Server, string Domain, ScramHash Hash);

/// <summary>
/// Derives verifiers while the password is at hand and seals each to the workers. The protected header binds it to fleet, credential,
/// user and server: taken out of one row and put into another, a worker refuses it.
/// </summary>
public sealed class CredentialSealer(Lazy<PublicBundle> bundle)
{
    /// <summary>About 5 ms of a core per target, on all cores; never call it inside a transaction.</summary>
    public async Task<ImmutableArray<SealedCredential>> Seal(PreparedPassword password, Guid userId, string user, IReadOnlyList<CredentialTarget> targets, CancellationToken stop)
    {
        var credentials = new SealedCredential[targets.Count];
        await Parallel.ForAsync(0, targets.Count, stop, (i, _) =>
        {
            var (id, target) = (Guid.CreateVersion7(), targets[i]);
            var verifier = Derive(password, target.Hash);
            credentials[i] = new(id, userId, target.Server, target.Hash.Name(),
                Seal(new(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey), id, user, target, "account"));
            return ValueTask.CompletedTask;
        });
        return [.. credentials];
    }

    /// <summary>The probe's own account: the worker needs its password, too.</summary>
    public string SealProbe(string user, CredentialTarget target, string secret)
    {
        if (!SaslPrep.Prepare(secret).TryGet(out var password, out _))
            throw new InvalidOperationException("A generated secret that SASLprep refuses");
        var verifier = Derive(password, target.Hash);
        return Seal(new(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey, secret), Guid.CreateVersion7(), user, target, "probe");
    }

    private static ScramVerifier Derive(PreparedPassword password, ScramHash hash) =>
        ScramVerifier.Derive(password, hash, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    private string Seal(Payload payload, Guid id, string user, CredentialTarget target, string use) => JWT.Encode(
        JsonSerializer.Serialize(payload, JsonSerializerOptions.Web), bundle.Value.SealingKey, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM,
        extraHeaders: new Dictionary<string, object>
        {
            ["kid"] = bundle.Value.SealingKey.KeyId,
            ["fleet"] = bundle.Value.Fleet.ToString(),
            ["cred"] = id.ToString(),
            ["user"] = user,
            ["srv"] = target.Server?.ToString() ?? "spare",
            ["dom"] = target.Domain,
            ["hash"] = target.Hash.Name(),
            ["use"] = use,
        });

    private sealed record Payload(string Salt, int Iterations, string StoredKey, string ServerKey, string? Password = null);
}
