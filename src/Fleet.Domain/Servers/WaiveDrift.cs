using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <param name="Subject">null = every subject of that kind.</param>
/// <param name="Owner">Who answers for it.</param>
public sealed record WaiveDrift(DriftKind Kind, string? Subject, DateTimeOffset Until, string Owner, string? Reason);

public static partial class ServerDecider
{
    private const int LongestOwner = 64;
    private const int LongestSubject = 200;

    public static Decision<IServerEvent> Waive(DesiredServer server, WaiveDrift command, DateTimeOffset now)
    {
        if ((WhyNotChanged(server) as Refusal ?? Refuse(server, command, now)) is { } refusal)
        {
            return refusal;
        }

        var waived = new DriftWaived(command.Kind, command.Subject, command.Until, command.Owner, command.Reason!);
        return server.Waivers.Any(w => waived == new DriftWaived(w.Kind, w.Subject, w.Until, w.Owner, w.Reason))
            ? Decision.Accept<IServerEvent>()
            : Decision.Accept<IServerEvent>(waived);
    }

    public static Decision<IServerEvent> Unwaive(DesiredServer server, DriftKind kind, string? subject) => server switch
    {
        _ when WhyNotChanged(server) is { } retired => retired,
        _ when server.Waivers.Any(w => (w.Kind, w.Subject) == (kind, subject)) =>
            Decision.Accept<IServerEvent>(new DriftWaiverEnded(kind, subject)),
        _ => new DriftNotWaived(server.Name, kind, subject),
    };

    private static Refusal? Refuse(DesiredServer server, WaiveDrift command, DateTimeOffset now) => command switch
    {
        _ when Waivable.WhyNot(command.Kind) is { } why => new DriftNotWaivable(server.Name, command.Kind, why),
        _ when string.IsNullOrWhiteSpace(command.Reason) => new WaiverWithoutReason(),
        _ when !IsShown(command.Owner, LongestOwner) => new WaiverOwnerInvalid(Printable.Clip(command.Owner, LongestOwner)),
        { Subject: { } subject } when !IsShown(subject, LongestSubject) =>
            new WaiverSubjectInvalid(server.Name, Printable.Clip(subject, LongestSubject)),
        _ when command.Until <= now => new WaiverEndPassed(command.Until, now),
        _ when command.Until > now + DriftWaiver.Longest => new WaiverTooLong(command.Until, now + DriftWaiver.Longest),
        _ => null,
    };

    private static bool IsShown(string text, int longest) => !string.IsNullOrWhiteSpace(text) && Printable.Clip(text, longest) == text;
}
