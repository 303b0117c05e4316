using System.Diagnostics;

namespace Fleet.IntegrationTests.TestBed;

/// <summary>A process that clears up when this one lets go of its stdin: on dispose, and also when the test run is killed.</summary>
public sealed class Guard : IAsyncDisposable
{
    private readonly Process _process;

    public Guard(string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        // A session of its own: Ctrl-C ends the tests, not the clearing up.
        _process = Script.Start("setsid", [script, .. arguments], environment);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
