namespace Fleet.Benchmarks.Bed;

/// <summary>A test host that is up and prepared for this fleet. One line of the file that infra/bench writes.</summary>
internal sealed record BenchHost(int Number, string Address, string Domain, string Fingerprint)
{
    public string Name => $"meet-{Number}";

    public static BenchHost Parse(string line) =>
        line.Split('\t') is [var number, var address, var domain, var fingerprint]
            ? new(int.Parse(number), address, domain, fingerprint)
            : throw new FormatException($"not a host: {line}");
}
