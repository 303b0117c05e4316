using System.Text.Json.Serialization;

namespace Fleet.Telemetry;

/// <summary>One reason why a program may not be ready.</summary>
public interface IReadinessCheck
{
    string Name { get; }

    /// <summary>Cancelled when it takes too long, which counts as not ready.</summary>
    Task<Readiness> Look(CancellationToken stop);
}

/// <param name="Text">What was seen; no secret.</param>
public sealed record Readiness(bool Ready, string Text);

public sealed record ReadinessEntry(string Name, bool Ready, string Text);

public sealed record HealthAnswer(string Status, IReadOnlyList<ReadinessEntry> Checks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
