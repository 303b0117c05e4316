using System.Diagnostics;

namespace Fleet.Cli.Running;

/// <summary>What is typed isn't shown until this is disposed. By stty: it knows every kind of terminal.</summary>
internal sealed class NoEcho : IDisposable
{
    private readonly string before = Stty("-g");

    public NoEcho() => Stty("-echo");

    public void Dispose() => Stty(before);

    private static string Stty(string argument)
    {
        var start = new ProcessStartInfo("stty", [argument]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw Refusals.Unusable(
            "terminal", "The terminal can't be told to hide what is typed", next: "use --password-stdin");
    }
}
