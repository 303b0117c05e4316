namespace Fleet.Worker.Reconciling;

public sealed class ReconcilingOptions
{
    /// <summary>Servers handled at one time. SSH is waiting, not CPU.</summary>
    public int Slots { get; set; } = 32;

    /// <summary>Further places that only what is urgent may take.</summary>
    public int UrgentSlots { get; set; } = 4;

    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one look at a host may take.</summary>
    public TimeSpan ObserveTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a host may look through its records for who was there; what is not found by then is done without.</summary>
    public TimeSpan EvidenceTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one transaction on a host may take; a restart of Prosody is part of it.</summary>
    public TimeSpan ApplyTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How long a worker that is told to stop lets runs finish before it ends them.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);
}
