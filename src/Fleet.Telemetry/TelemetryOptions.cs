namespace Fleet.Telemetry;

/// <param name="Service">As traces name this program.</param>
/// <param name="MetricsUrl">Where metrics and health are; null = nowhere.</param>
public sealed record TelemetryOptions(string Service, string? MetricsUrl)
{
    /// <summary>FLEET_MetricsUrl: not set means the program's own place on loopback, empty means none. There is no secret there, and nothing to change.</summary>
    public static TelemetryOptions From(string service, string? configured, string unless) => new(service, configured is null ? unless : configured is "" ? null : configured);

    /// <returns>What is wrong with the address; null when it can be listened at.</returns>
    public string? Problem() => MetricsUrl is null || (Uri.TryCreate(MetricsUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/")
        ? null
        : $"FLEET_MetricsUrl is not an address to listen at: '{MetricsUrl}'. Example: http://127.0.0.1:7421; empty = no metrics and no health";
}
