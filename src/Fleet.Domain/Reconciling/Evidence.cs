namespace Fleet.Domain.Reconciling;

/// <summary>A verdict with the evidence that it rests on: address, certificate, time.</summary>
public sealed record JudgedVerdict(Verdict Verdict, string Evidence);
