using System.Collections.Immutable;

namespace Fleet.ControlPlane.Commands;

/// <summary>Every command, as the log of commands and the metrics name it: each is counted from 0, or its first one would not be seen.</summary>
public static class CommandNames
{
    public static ImmutableArray<string> All { get; } =
    [
        "enroll-server", "move-server", "relabel-server", "replace-server", "retire-server", "pin-host-key", "scan-host-key", "check-servers", "adopt-server",
        "waive-drift", "unwaive-drift", "accept-version", "set-canary", "pause", "resume", "resume-command", "allow-repairs", "accept-recovery",
        "set-access-mode", "set-enforcement", "ignore-accounts", "report-accounts", "adopt-accounts", "remove-accounts", "accounts", "revert-command",
        "register-user", "change-password", "select-user", "disable-user", "enable-user", "remove-user", "reset-credential", "keep-credential", "credential",
        "add-operator", "revoke-operator",
    ];
}

/// <summary>What became of a command.</summary>
public static class CommandResults
{
    public const string
        Accepted = "accepted", Repeated = "repeated", Invalid = "invalid", Refused = "refused", OutcomeUnknown = "outcome-unknown", Failed = "failed";

    public static ImmutableArray<string> All { get; } = [Accepted, Repeated, Invalid, Refused, OutcomeUnknown, Failed];
}
