using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Contracts.Api;

namespace Fleet.ControlPlane.Commands;

/// <summary>What a repeated command is compared by. Passwords are left out: not even their hash is kept.</summary>
public static class CommandHash
{
    private static readonly JsonSerializerOptions WithoutSecrets = new(JsonSerializerDefaults.Web) { Converters = { new NoSecret() } };

    public static byte[] Of(string name, string subject, object? body) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { name, subject, body }, WithoutSecrets));

    private sealed class NoSecret : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
