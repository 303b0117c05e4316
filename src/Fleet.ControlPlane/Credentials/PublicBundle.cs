using System.Text.Json;
using Jose;

namespace Fleet.ControlPlane.Credentials;

/// <summary>What <c>fleet-worker init</c> made for control planes: nothing in it is secret, and whoever could change it could read passwords' verifiers.</summary>
public sealed record PublicBundle(Guid Fleet, Jwk SealingKey, string Ssh)
{
    public static PublicBundle Read(string? path)
    {
        if (path is null)
            throw new UsageException("No public bundle: set FLEET_PublicBundle to the file fleet.public.json that 'fleet-worker init --keys DIR' wrote");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var root = json.RootElement;
            var key = Jwk.FromJson(root.GetProperty("sealing")[0].GetRawText(), JWT.DefaultSettings.JsonMapper);
            if (key is not { Kty: "EC", Crv: "P-256", KeyId.Length: > 0 } || key.D is not null)
                throw new FormatException("its first sealing key is not a public P-256 key with an id");
            return new(root.GetProperty("fleet").GetGuid(), key, root.GetProperty("ssh").GetString()!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new UsageException($"The public bundle {path} can't be used: {e.Message}");
        }
    }
}
