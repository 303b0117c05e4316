namespace Fleet.Worker.Probing;

public sealed class ProbingOptions
{
    /// <summary>One deadline over a whole look from outside; what is not answered by then is unknown.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>A file as hosts(5) has it, asked in place of DNS for the addresses of servers' domains: for a worker whose DNS shows other
    /// addresses than the users' does.</summary>
    public string? HostsFile { get; set; }
}
