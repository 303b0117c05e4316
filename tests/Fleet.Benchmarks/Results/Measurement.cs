namespace Fleet.Benchmarks.Results;

/// <summary>A measured figure, the median of its rounds. <c>Ratio</c> is value to peer value: below 1, Fleet is the faster one.</summary>
internal sealed record Measurement(string Name, double Value, string Unit, string? Peer, double? PeerValue, double? Ratio, int Rounds)
{
    /// <summary>What the value must not exceed; null = nobody said.</summary>
    public double? Limit { get; init; }

    public bool IsBeyondLimit => Value > Limit;

    public static Measurement Alone(string name, string unit, IReadOnlyCollection<double> values) =>
        new(name, Samples.Median(values), unit, Peer: null, PeerValue: null, Ratio: null, values.Count);

    public static Measurement Beside(string name, string unit, IReadOnlyCollection<double> values, string peer, IReadOnlyCollection<double> peerValues)
    {
        var (value, peerValue) = (Samples.Median(values), Samples.Median(peerValues));
        return new(name, value, unit, peer, peerValue, value / peerValue, Math.Min(values.Count, peerValues.Count));
    }
}
