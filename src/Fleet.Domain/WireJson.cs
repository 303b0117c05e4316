using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleet.Domain;

/// <summary>How the domain's records are written: events, desired states, reports.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Applies the same rules to options that another component made (the event store's serializer).</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // PostgreSQL's jsonb does not keep the order of members, so `kind` may come last
        options.AllowOutOfOrderMetadataProperties = true;
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions { MaxDepth = 32 };
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
