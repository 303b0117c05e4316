namespace Fleet.Benchmarks.Faults;

/// <summary>What was done to a worker, when, and which servers it was working on at that moment.</summary>
internal sealed record Fault(string Kind, string Worker, DateTime At, IReadOnlyList<Guid> InFlight);
