using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Reconciling;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Operators;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.ControlPlane.Audit;

/// <summary>What happened, in a sentence for people.</summary>
public static class AuditSentence
{
    private static readonly Dictionary<string, Type> Types = DomainEvents.All.ToDictionary(e => e.Alias, e => e.Type);

    public static string Of(string type, JsonElement data, string? server, string? user) =>
        Types.TryGetValue(type, out var known) && data.Deserialize(known, WireJson.Options) is { } happened
            ? Text(happened, server ?? "a server", user ?? "a user")
            : type;

    private static string Text(object happened, string server, string user) => happened switch
    {
        IServerEvent e => OfServer(e, server, user),
        IConditionEvent e => OfCondition(e, server),
        IChangeEvent e => OfChange(e, server),
        UserRegistered e => $"{e.Name} was registered on {e.Selector}",
        UserAdopted e => $"{e.Name} was adopted with the accounts that were found",
        UserPasswordChanged => $"{user} got a new password",
        UserSelectorChanged e => $"{user} was selected on {e.Selector}",
        UserDisabled => $"{user} was disabled",
        UserEnabled => $"{user} was enabled",
        UserRemoved => $"{user} was removed",
        FleetPaused e => $"the whole fleet was paused: {e.Reason}",
        FleetResumed => "the whole fleet was resumed",
        RepairsAllowed e => $"drift {e.Drift} is repaired on all servers, until {e.Until.Utc()}",
        FleetRestoredFromPast e => $"{e.Server} is ahead of this database: {Lineage.Evidence(e.Granted, e.Accepted)}",
        DatabaseCopied e => $"this database, {e.Running}, is a copy of {e.Original}",
        EpochBegan e => $"epoch {e.Epoch} began on {e.Database}{(e.Incarnation is { } incarnation ? $", incarnation {incarnation}" : "")}",
        OperatorAdded e => $"operator {e.Name} was added, until {e.ExpiresAt.Utc()}",
        OperatorRevoked => "the operator was revoked",
        _ => happened.GetType().Name,
    };

    private static string OfChange(IChangeEvent happened, string server) => happened switch
    {
        ChangeBegun { First: { } first } e => $"{e.Targets.First(t => t.Server == first).Name} goes first; the other {e.Targets.Length - 1} wait for its proof",
        ChangeBegun e => $"all {e.Targets.Length} servers wait until one of them can go first",
        FirstServerTouched e => $"{server} goes first and is not proven yet: {e.Evidence}",
        FirstServerReplaced { From: null } => $"{server} goes first now",
        FirstServerReplaced e => $"{server} does not go first any more{(e.To is null ? ", and no other can yet" : "; another does")}: {e.Why}",
        ChangeProven e => $"{server} is proven, the others go on: {e.Evidence}",
        ChangeStopped e => $"stopped at {server} ({Kebab.Text(e.Reason)}), {e.Untouched.Length} not touched: {e.Evidence}",
        ChangeResumed => "the servers that waited go on",
        ServersOvertaken e => $"a later command decides for {e.Servers.Length} of its servers",
        _ => "nothing of it waits any more",
    };

    private static string OfServer(IServerEvent happened, string server, string user) => happened switch
    {
        ServerEnrolled e => $"{e.Name} was enrolled: {e.Domain} at {e.Endpoint.UniqueKey}",
        HostKeyPinned e => $"{server}: host key {e.Key} was pinned",
        ServerRelabeled e => $"{server}: labels {string.Join(", ", e.Labels.Select(l => $"{l.Key}={l.Value}"))}",
        EndpointMoved e => $"{server}: moved to {e.Endpoint.UniqueKey}",
        AccessModeSet e => $"{server}: access mode {Kebab.Text(e.Mode)}, {Kebab.Text(e.Activation)}"
            + $"{(e.EvictSessions ? ", evicting sessions without login" : "")}{(e.Emergency ? ", in an emergency" : "")}",
        EnforcementSet e => $"{server}: enforcement {Kebab.Text(e.Mode)}{(e.Until is { } until ? $" until {until.Utc()}" : "")}",
        AccountGranted e => $"{server}: account for {e.User}{(e.CredentialId is null ? ", which needs a new password" : "")}",
        AccountCredentialSet e => $"{server}: {(e.CredentialId is null ? "no credential left" : "a new credential")} for {e.User}",
        AccountRevoked e => $"{server}: no account for {e.User} any more",
        AccountDisabled e => $"{server}: the account of {e.User}, who is disabled, must let nobody in",
        RemovalsConfirmed e => $"{server}: {e.Accounts.Length} accounts may be taken away: {string.Join(", ", e.Accounts.Take(10))}{(e.Accounts.Length > 10 ? " ..." : "")}",
        AccountCredentialReset e => $"{server}: the credential that Fleet has for {e.User} is put again",
        AccountCredentialKept e => $"{server}: the password that {e.User} has there is kept",
        UnknownAccountIgnored e => $"{server}: the account {e.Account} is ignored",
        UnknownAccountReported e => $"{server}: the account {e.Account} is reported like any unknown one",
        UnknownAccountRemoved e => $"{server}: the account {e.Account} must not be there",
        AccountAdopted e => $"{server}: the account of {e.User} was adopted",
        ServerAdopted e => $"{server}: was adopted as it is, {Kebab.Text(e.Mode)}",
        ServerReplaced e => $"{server}: the machine was replaced (incarnation {e.Incarnation})",
        ServerPaused e => $"{server}: paused: {e.Reason}",
        ServerResumed => $"{server}: resumed",
        ServerRetired => $"{server}: retired",
        CanarySet => $"{server}: a canary, where Fleet plants a drift and expects to find it",
        CanaryEnded => $"{server}: no canary any more",
        ProsodyVersionAccepted e => $"{server}: Prosody {e.Version} is accepted, though Fleet was not tested with it",
        DriftWaived e => $"{server}: {e.Owner} answers for drift {Waived(e.Kind, e.Subject)} until {e.Until.Utc()}: {e.Reason}",
        DriftWaiverEnded e => $"{server}: drift {Waived(e.Kind, e.Subject)} is not waived any more",
        _ => $"{server}: {happened.GetType().Name} {user}",
    };

    private static string Waived(DriftKind kind, string? subject) => $"{Kebab.Text(kind)} {(subject is null ? "of any subject" : subject)}";

    private static string OfCondition(IConditionEvent happened, string server) => happened switch
    {
        DriftDetected { Drift: var d } =>
            $"{server}: drift {Kebab.Text(d.Kind)} ({Kebab.Text(d.Severity)}{(d.Waived ? ", waived" : "")}) {d.Subject}: {d.Evidence}",
        DriftResolved e => $"{server}: drift {Kebab.Text(e.Kind)} {e.Subject} is over ({Kebab.Text(e.How)})",
        DriftFlapping e => $"{server}: drift {Kebab.Text(e.Kind)} {e.Subject} came back after {e.Repairs} repairs; left alone until the next command",
        IntentApplied e => $"{server}: generation {e.Generation} was carried out",
        ServerConverged e => $"{server}: as desired at generation {e.Generation}, {Kebab.Text(e.Verdict)}",
        VerdictChanged e => $"{server}: {Kebab.Text(e.From)} -> {Kebab.Text(e.To)}: {e.Evidence}",
        ServerChanged e => $"{server}: {Changes(e)}",
        RevocationChecked e => $"{server}: {RevocationText.Of(e.Revocation)}",
        ReconcileFailed e => $"{server}: {e.Code}: {e.Text}",
        ReconcileRecovered => $"{server}: can be worked on again",
        HostKeyScanned e => $"{server}: shows {string.Join(", ", e.Keys.Select(k => k.ToString()))}",
        HostIdentified e => $"{server}: is machine {e.MachineId}",
        PackagesChanged e => $"{server}: packages are now {string.Join(", ", e.Packages.Where(p => p.Version is not null).Select(p => $"{p.Name} {p.Version}"))}",
        _ => $"{server}: {happened.GetType().Name}",
    };

    private static string Changes(ServerChanged e) =>
        $"{(e.Result == ApplyResult.Done ? "changed" : $"a change was {Kebab.Text(e.Result)}")}: {string.Join(", ", e.Changes.Select(c => $"{c.Kind} {c.Subject}".Trim()))}";
}
