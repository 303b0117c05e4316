using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jose;

namespace Fleet.Worker.Keys;

/// <summary>A P-256 key pair that opens what the control plane sealed. Its id is the key's RFC 7638 thumbprint, so a renamed file changes nothing.</summary>
public sealed class SealingKey
{
    private SealingKey(Jwk jwk)
    {
        PrivateJwk = jwk;
        jwk.KeyId = Kid = Thumbprint(jwk);
    }

    public string Kid { get; }

    internal Jwk PrivateJwk { get; }

    internal Jwk PublicJwk => new() { Kty = "EC", Crv = PrivateJwk.Crv, X = PrivateJwk.X, Y = PrivateJwk.Y, KeyId = Kid, Use = "enc", Alg = "ECDH-ES" };

    public static SealingKey Create()
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Parse(new Jwk(pair, isPrivate: true).ToJson(JWT.DefaultSettings.JsonMapper)) ?? throw new CryptographicException("a new P-256 key could not be exported");
    }

    /// <returns>null when the text is not a private P-256 key as a JWK.</returns>
    public static SealingKey? Parse(string json)
    {
        try
        {
            var members = JsonSerializer.Deserialize<Members>(json, JsonSerializerOptions.Web);
            if (members is not { Kty: "EC", Crv: "P-256", X: not null, Y: not null, D: not null }) return null;
            var jwk = new Jwk { Kty = "EC", Crv = "P-256", X = members.X, Y = members.Y, D = members.D, Use = "enc", Alg = "ECDH-ES" };
            // The library keeps this key and uses it from now on, so it is not disposed here.
            _ = jwk.EcDiffieHellmanKey();
            return new SealingKey(jwk);
        }
        catch (Exception e) when (e is JsonException or CryptographicException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    internal string ToPrivateJson() => PrivateJwk.ToJson(JWT.DefaultSettings.JsonMapper);

    internal string ToPublicJson() => PublicJwk.ToJson(JWT.DefaultSettings.JsonMapper);

    private static string Thumbprint(Jwk jwk) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"{{jwk.Crv}}","kty":"EC","x":"{{jwk.X}}","y":"{{jwk.Y}}"}""")));

    private sealed record Members(string? Kty, string? Crv, string? X, string? Y, string? D);
}
