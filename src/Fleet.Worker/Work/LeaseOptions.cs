namespace Fleet.Worker.Work;

public sealed class LeaseOptions
{
    public TimeSpan Length { get; set; } = TimeSpan.FromSeconds(6);

    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A run ends this long before its lease does, so that it is quiet when somebody else may begin.</summary>
    public TimeSpan Margin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that a run may take; its lease is not renewed beyond.</summary>
    public TimeSpan LongestRun { get; set; } = TimeSpan.FromMinutes(3);
}
