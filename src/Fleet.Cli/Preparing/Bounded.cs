namespace Fleet.Cli.Preparing;

/// <summary>What a host says, up to a limit: no server fills the operator's memory or screen.</summary>
internal static class Bounded
{
    private const int Limit = 256 * 1024;

    public static async Task Feed(StreamWriter writer, Stream? input, CancellationToken ct)
    {
        try
        {
            if (input is not null) await input.CopyToAsync(writer.BaseStream, ct);
            writer.Close();
        }
        catch (IOException)
        {
            // The reader ended early: its exit code and its own words say why.
        }
    }

    public static async Task Copy(TextReader reader, TextWriter writer, CancellationToken ct)
    {
        var buffer = new char[4096];
        var copied = 0;
        while (await reader.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (copied < Limit) await writer.WriteAsync(new string(buffer, 0, Math.Min(count, Limit - copied)));
            copied += count;
        }
    }
}
