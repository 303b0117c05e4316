using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleet.Contracts.Api;

/// <summary>A password or token on its way: a plain string on the wire, asterisks wherever it is printed or logged.</summary>
[JsonConverter(typeof(SecretConverter))]
public readonly record struct Secret(string Value)
{
    public override string ToString() => "***";
}

public sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("a secret is a string"));

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
