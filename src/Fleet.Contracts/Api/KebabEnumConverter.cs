using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleet.Contracts.Api;

public sealed class KebabEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
