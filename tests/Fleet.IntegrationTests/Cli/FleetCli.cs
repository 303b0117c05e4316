using System.Diagnostics;
using System.Text;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Cli;

/// <summary>The real `fleet` program with a home and a token of its own, as an operator runs it.</summary>
public sealed class FleetCli : IDisposable
{
    public const string Token = "test-token-0123456789";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("fleet-cli-");

    public FleetCli(Uri? url = null, string token = Token)
    {
        TokenFile = Path.Combine(_home.FullName, "token");
        File.WriteAllText(TokenFile, token + "\n");
        SetTokenMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Environment = new() { ["HOME"] = _home.FullName, ["FLEET_TOKEN_FILE"] = TokenFile, ["FLEET_URL"] = url?.ToString() ?? "http://127.0.0.1:1" };
    }

    public static string Program { get; } = Path.Combine(Path.GetDirectoryName(RunningProgram.PathOf("Fleet.Cli"))!, "fleet");

    public string TokenFile { get; }

    public string Home => _home.FullName;

    public Dictionary<string, string> Environment { get; }

    public void SetTokenMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(TokenFile, mode);
    }

    public Task<ScriptResult> Run(params string[] arguments) => Script.Run(Program, arguments, Environment);

    public Task<ScriptResult> RunWithInput(string input, params string[] arguments) => Script.Run(Program, arguments, Environment, input);

    /// <summary>On a terminal of its own; each answer is typed when its question has appeared.</summary>
    public async Task<ScriptResult> RunOnTerminal(string arguments, params (string Question, string Answer)[] dialogue)
    {
        // Who runs the tests in the background may have Ctrl-C ignored for all that they start.
        using var process = Script.Start("env", ["--default-signal=INT", "script", "-qec", $"trap : INT; '{Program}' {arguments}", "/dev/null"], Environment);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var shown = new StringBuilder();
        foreach (var (question, answer) in dialogue)
        {
            var from = shown.Length;
            while (!shown.ToString(from, shown.Length - from).Contains(question, StringComparison.Ordinal))
                shown.Append(await ReadSome(process, limit.Token));
            await process.StandardInput.WriteAsync(answer);
            await process.StandardInput.FlushAsync(limit.Token);
        }

        shown.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return new ScriptResult(process.ExitCode, shown.ToString(), "");
    }

    private static async Task<string> ReadSome(Process process, CancellationToken ct)
    {
        var buffer = new char[1024];
        var count = await process.StandardOutput.ReadAsync(buffer, ct);
        return count > 0 ? new string(buffer, 0, count) : throw new EndOfStreamException("the program ended before it asked");
    }

    public void Dispose() => _home.Delete(recursive: true);
}
