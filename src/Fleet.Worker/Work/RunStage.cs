using System.Diagnostics;

namespace Fleet.Worker.Work;

/// <summary>One stage of a run: a span of the trace, and a duration for the histogram. It holds no secret: a host's name is the most it says.</summary>
internal sealed class RunStage : IDisposable
{
    public static readonly ActivitySource Source = new("Fleet.Worker");

    private readonly string _name;
    private readonly Activity? _activity;
    private readonly long _began = Stopwatch.GetTimestamp();

    private RunStage(string name) => (_name, _activity) = (name, Source.StartActivity(name, ActivityKind.Client));

    public static RunStage Start(string name) => new(name);

    /// <param name="code">Stable, kebab-case.</param>
    public void Failed(string code) => _activity?.SetStatus(ActivityStatusCode.Error, code);

    public void Dispose()
    {
        RunMetrics.Took(_name, Stopwatch.GetElapsedTime(_began));
        _activity?.Dispose();
    }
}
