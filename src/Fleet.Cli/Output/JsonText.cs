using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fleet.Cli.Output;

/// <summary>JSON on stdout. The default encoder writes everything beyond ASCII as an escape, so no terminal is steered by it.</summary>
internal static class JsonText
{
    public static void Write<T>(TextWriter writer, T value, JsonTypeInfo<T> info)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true })) JsonSerializer.Serialize(json, value, info);
        writer.WriteLine(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    /// <summary>One object per line, for streams.</summary>
    public static void WriteLine<T>(TextWriter writer, T value, JsonTypeInfo<T> info) =>
        writer.WriteLine(JsonSerializer.Serialize(value, info));
}
