using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fleet.Worker.Keys;

/// <summary>What the control plane and <c>fleet servers prepare</c> may know of the fleet's keys; nothing in it is secret.</summary>
internal static class PublicBundle
{
    // Scripts read it too: a + of a key stays a +.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Guid fleet, IEnumerable<SealingKey> keys, string sshPublicKey) => new JsonObject
    {
        ["fleet"] = fleet.ToString(),
        ["sealing"] = new JsonArray([.. keys.Select(k => JsonNode.Parse(k.ToPublicJson()))]),
        ["ssh"] = sshPublicKey,
    }.ToJsonString(Indented) + "\n";

    /// <returns>null when the text names no fleet or no sealing key.</returns>
    public static BundleContent? Read(string json)
    {
        try
        {
            var root = JsonNode.Parse(json);
            var kids = root?["sealing"]?.AsArray().Select(k => k?["kid"]?.GetValue<string>()).OfType<string>().ToImmutableArray() ?? [];
            return Guid.TryParse(root?["fleet"]?.GetValue<string>(), out var fleet) && kids.Length > 0 ? new BundleContent(fleet, kids) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <param name="Kids">The sealing keys' ids; the first one is the one to seal with.</param>
internal sealed record BundleContent(Guid Fleet, ImmutableArray<string> Kids);
