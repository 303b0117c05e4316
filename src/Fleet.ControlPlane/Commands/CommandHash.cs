using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fleet.Contracts.Api;

namespace Fleet.ControlPlane.Commands;

/// <summary>
/// What a repeated command is compared by: what was typed, not what it came to. `2h` is another instant each time, and the servers that a
/// selector matches are others. Passwords are left out: not even their hash is kept.
/// </summary>
public static class CommandHash
{
    private const string Given = "Given";

    private static readonly JsonSerializerOptions AsTyped = new(JsonSerializerDefaults.Web)
    {
        Converters = { new NoSecret() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatFollows } },
    };

    public static byte[] Of(string name, string subject, object? body) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { name, subject, body }, AsTyped));

    private static void LeaveOutWhatFollows(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (type.Properties.FirstOrDefault(p => p.Name == property.Name + Given)?.Get is { } given)
                property.ShouldSerialize = (request, _) => given(request) is null;
            if (property.Name == "servers" && type.Properties.Any(p => p.Name == "selector"))
                property.ShouldSerialize = (_, _) => false;
        }
    }

    private sealed class NoSecret : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
