using System.Diagnostics;
using Fleet.ControlPlane.Metrics;

namespace Fleet.ControlPlane.Commands;

/// <summary>The control plane's part in a command's trace, and its count. A command that breaks off is counted as failed.</summary>
public sealed class CommandActivity : IDisposable
{
    public const string SourceName = "Fleet.ControlPlane";

    private static readonly ActivitySource Source = new(SourceName);
    private readonly string _name;
    private readonly Activity? _activity;
    private string _result = CommandResults.Failed;

    private CommandActivity(string name) => (_name, _activity) = (name, Source.StartActivity($"command {name}"));

    public static CommandActivity Start(string name) => new(name);

    public void Is(Guid command) => _activity?.SetTag("fleet.command.id", command);

    public IResult Ended(string result, IResult answer)
    {
        _result = result;
        return answer;
    }

    public void Dispose()
    {
        FleetCounters.Command(_name, _result);
        _activity?.SetTag("fleet.command.result", _result).Dispose();
    }
}
