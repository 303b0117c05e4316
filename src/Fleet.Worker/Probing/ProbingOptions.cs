namespace Fleet.Worker.Probing;

public sealed class ProbingOptions
{
    /// <summary>One deadline over a whole look from outside; what is not answered by then is unknown.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(25);
}
