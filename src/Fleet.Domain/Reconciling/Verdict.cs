namespace Fleet.Domain.Reconciling;

/// <summary>Decision from the evidence; only <see cref="Locked"/> is green.</summary>
public enum Verdict
{
    Unknown,
    Open,
    Locked,
    LockedLoginNotProven,
    LockedOldSessions,
}

/// <summary>A verdict with the evidence that it rests on: address, certificate, time.</summary>
public sealed record JudgedVerdict(Verdict Verdict, string Evidence);
