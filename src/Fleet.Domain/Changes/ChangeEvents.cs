using System.Collections.Immutable;

namespace Fleet.Domain.Changes;

/// <summary>A fact of a change that is taken to one server first; its stream has the id of its command.</summary>
public interface IChangeEvent;

/// <param name="First">Null = no server is known well enough to go first; the first that reports is.</param>
public sealed record ChangeBegun(ImmutableArray<ChangeTarget> Targets, Guid? First) : IChangeEvent;

/// <summary>The first server may have been changed, and is not proven: from here on no other can be the first.</summary>
public sealed record FirstServerTouched(Guid Server, string Evidence) : IChangeEvent;

/// <summary>Another server goes first, because nothing was changed on that one; null = there is none at the time.</summary>
public sealed record FirstServerReplaced(Guid? From, Guid? To, string Why) : IChangeEvent;

/// <summary>The first server is as commanded and serves: the rest goes on.</summary>
public sealed record ChangeProven(Guid Server, string Evidence) : IChangeEvent;

/// <param name="Untouched">The servers that it did not reach, and does not reach until an operator says so.</param>
public sealed record ChangeStopped(Guid Server, StopReason Reason, string Evidence, ImmutableArray<Guid> Untouched) : IChangeEvent;

/// <summary>An operator lets the rest go on, proof or none.</summary>
public sealed record ChangeResumed : IChangeEvent;

/// <summary>A later command has its own word for these servers.</summary>
public sealed record ServersOvertaken(ImmutableArray<Guid> Servers, Guid By) : IChangeEvent;

/// <summary>Nothing of it waits for anything any more.</summary>
public sealed record ChangeFinished : IChangeEvent;

public enum StopReason
{
    LoginRefused,
    ServiceDown,
    ApplyFailed,
    NotProven,
}
