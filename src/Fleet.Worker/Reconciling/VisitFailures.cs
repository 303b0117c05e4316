using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Fleet.Worker.Ssh;

namespace Fleet.Worker.Reconciling;

/// <summary>What a failure to speak with a host means for the server.</summary>
internal static class VisitFailures
{
    public static Visit Of<T>(HostAnswer<T> answer) => answer switch
    {
        HostAnswer<T>.NotReached lost => Of(lost.Failure),
        HostAnswer<T>.Refused refused => Of(refused.Refusal),
        HostAnswer<T>.Held held => new(ReconcileOutcome.Postponed, new("host-held", HeldByRoot.Text(HostReader.Hold(held.Hold)), Transient: true)),
        HostAnswer<T>.TalkedDown down => new(ReconcileOutcome.Failed, new("host-protocol-older", Text(down.Program), Transient: false)),
        HostAnswer<T>.Unreadable unreadable => new(ReconcileOutcome.Failed, new("host-answer-unusable", unreadable.Why, Transient: true)),
        _ => throw new InvalidOperationException($"not a failure: {answer.GetType().Name}"),
    };

    public static Visit Of(SshFailure failure) => new(
        failure switch
        {
            SshFailure.NoHostKey => ReconcileOutcome.AwaitingKey,
            SshFailure.HostKeyChanged => ReconcileOutcome.HostKeyChanged,
            SshFailure.AuthenticationRefused or SshFailure.AnswerTooLong => ReconcileOutcome.Failed,
            _ => ReconcileOutcome.Unreachable,
        },
        new FailureDetail(failure.Code, failure.Text, failure.Transient));

    private static Visit Of(HostRefusal refusal) => new(
        refusal.Postponed || HeldByRoot.Is(refusal) ? ReconcileOutcome.Postponed
            : refusal.Code is "other-owner" or "other-incarnation" ? ReconcileOutcome.Refused : ReconcileOutcome.Failed,
        new FailureDetail($"host-{Printable.Clip(refusal.Code, 40)}", Text(refusal), refusal.Postponed || HeldByRoot.Is(refusal) || refusal.Code is "lower-fence" or "stale" or "busy" or "truncated"));

    private static string Text(Jitsi.Host.HostProgram program) =>
        $"fleet-host {Printable.Clip(program.Version, 20)} answers, which is older than what was there before and does not know which database "
        + "the host obeys: find out who put it there, then fleet servers prepare";

    private static string Text(HostRefusal refusal)
    {
        var detail = Printable.Clip(refusal.Detail);
        return refusal.Code switch
        {
            "other-owner" => $"the host belongs to the fleet {detail}: two fleets would undo each other's changes",
            "other-incarnation" => $"the host obeys another database of this fleet (incarnation {detail})",
            "lower-epoch" => $"the host follows a later epoch ({detail}) than this database has",
            "lower-fence" => $"a later worker was here (fence {detail}); this run is out of date",
            "cannot-write" => $"the host can't write its state or configuration ({detail}): is a disk full, or mounted read-only?",
            "not-root" or "not-installed" => "fleet-host is not installed as it must be: fleet servers prepare",
            "config-invalid" => $"Prosody can't read its configuration ({detail}): nothing was changed",
            "held" => $"root holds the host itself{(HeldByRoot.Until(refusal) is { } until ? $" until {until.Utc()}" : "")}: nothing was changed; `fleet-host status` there says why",
            "dpkg-running" => "packages are being installed on the host: tried again shortly",
            _ => $"fleet-host refused: {Printable.Clip(refusal.Code, 40)} {detail}".TrimEnd(),
        };
    }
}
