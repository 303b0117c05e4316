using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleet.Worker.Credentials;

/// <summary>The protected header of a sealed credential: what it is for. It is authenticated with the content, so it can't be moved to another purpose.</summary>
internal sealed record SealingHeader(
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("fleet")] string Fleet,
    [property: JsonPropertyName("cred")] string Credential,
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("srv")] string Server,
    [property: JsonPropertyName("dom")] string Domain,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("use")] string Use)
{
    public const string Spare = "spare";
    public const string ForAccount = "account";
    public const string ForProbe = "probe";

    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <returns>null when the text is no compact JWE with such a header. Nothing is proven about it yet.</returns>
    public static SealingHeader? Peek(string jwe)
    {
        try
        {
            return JsonSerializer.Deserialize<SealingHeader>(System.Buffers.Text.Base64Url.DecodeFromChars(jwe.AsSpan(0, Math.Max(jwe.IndexOf('.'), 0))), Strict);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The credential's id of a JWE that was opened.</summary>
    public static Guid CredentialOf(string jwe) => Guid.TryParse(Peek(jwe)?.Credential, out var id) ? id : Guid.Empty;

    public Dictionary<string, object> ToMembers() => new(StringComparer.Ordinal)
    {
        ["kid"] = Kid,
        ["fleet"] = Fleet,
        ["cred"] = Credential,
        ["user"] = User,
        ["srv"] = Server,
        ["dom"] = Domain,
        ["hash"] = Hash,
        ["use"] = Use,
    };
}
