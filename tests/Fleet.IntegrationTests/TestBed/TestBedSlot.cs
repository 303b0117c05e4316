namespace Fleet.IntegrationTests.TestBed;

/// <summary>
/// One of a few test beds that may run on this machine at the same time: TAG and NET of the environment, else the first pair that no
/// other test run holds. A slot that a killed run had is swept when it is taken again.
/// </summary>
public sealed class TestBedSlot : IDisposable
{
    private readonly FileStream? _held;

    private TestBedSlot(string tag, string net, FileStream? held) => (Tag, Net, _held) = (tag, net, held);

    public string Tag { get; }
    public string Net { get; }

    public static TestBedSlot Take()
    {
        if (Environment.GetEnvironmentVariable("TAG") is { Length: > 0 } tag && Environment.GetEnvironmentVariable("NET") is { Length: > 0 } net)
            return new TestBedSlot(tag, net, held: null);
        Directory.CreateDirectory("/run/fleet-testbed");
        for (var slot = 0; slot < 10; slot++)
        {
            if (TryHold($"/run/fleet-testbed/slot{slot}") is { } held)
                return new TestBedSlot("it" + (char)('a' + slot), $"10.{190 + slot}", held);
        }
        throw new InvalidOperationException("ten test runs hold a test bed on this machine: set TAG and NET");
    }

    public void Dispose() => _held?.Dispose();

    private static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
