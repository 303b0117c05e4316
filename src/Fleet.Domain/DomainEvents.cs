using System.Collections.Immutable;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Operators;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Domain;

/// <summary>
/// Every event type and the name under which it is stored. A name never changes: types may be renamed, events live for ever.
/// </summary>
public static class DomainEvents
{
    public static ImmutableArray<(Type Type, string Alias)> All { get; } =
    [
        (typeof(ServerEnrolled), "server_enrolled"),
        (typeof(HostKeyPinned), "host_key_pinned"),
        (typeof(ServerRelabeled), "server_relabeled"),
        (typeof(EndpointMoved), "endpoint_moved"),
        (typeof(AccessModeSet), "access_mode_set"),
        (typeof(EnforcementSet), "enforcement_set"),
        (typeof(AccountGranted), "account_granted"),
        (typeof(AccountCredentialSet), "account_credential_set"),
        (typeof(AccountRevoked), "account_revoked"),
        (typeof(AccountDisabled), "account_disabled"),
        (typeof(RemovalsConfirmed), "removals_confirmed"),
        (typeof(AccountCredentialReset), "account_credential_reset"),
        (typeof(AccountCredentialKept), "account_credential_kept"),
        (typeof(UnknownAccountIgnored), "unknown_account_ignored"),
        (typeof(UnknownAccountReported), "unknown_account_reported"),
        (typeof(UnknownAccountRemoved), "unknown_account_removed"),
        (typeof(AccountAdopted), "account_adopted"),
        (typeof(ServerAdopted), "server_adopted"),
        (typeof(ServerReplaced), "server_replaced"),
        (typeof(ServerPaused), "server_paused"),
        (typeof(ServerResumed), "server_resumed"),
        (typeof(CanarySet), "canary_set"),
        (typeof(CanaryEnded), "canary_ended"),
        (typeof(ServerRetired), "server_retired"),
        (typeof(DriftWaived), "drift_waived"),
        (typeof(DriftWaiverEnded), "drift_waiver_ended"),
        (typeof(ProsodyVersionAccepted), "prosody_version_accepted"),
        (typeof(UserRegistered), "user_registered"),
        (typeof(UserAdopted), "user_adopted"),
        (typeof(UserPasswordChanged), "user_password_changed"),
        (typeof(UserSelectorChanged), "user_selector_changed"),
        (typeof(UserDisabled), "user_disabled"),
        (typeof(UserEnabled), "user_enabled"),
        (typeof(UserRemoved), "user_removed"),
        (typeof(FleetPaused), "fleet_paused"),
        (typeof(FleetResumed), "fleet_resumed"),
        (typeof(RepairsAllowed), "repairs_allowed"),
        (typeof(FleetRestoredFromPast), "fleet_restored_from_past"),
        (typeof(DatabaseCopied), "database_copied"),
        (typeof(EpochBegan), "epoch_began"),
        (typeof(OperatorAdded), "operator_added"),
        (typeof(OperatorRevoked), "operator_revoked"),
        (typeof(DriftDetected), "drift_detected"),
        (typeof(DriftResolved), "drift_resolved"),
        (typeof(DriftFlapping), "drift_flapping"),
        (typeof(IntentApplied), "intent_applied"),
        (typeof(ServerConverged), "server_converged"),
        (typeof(VerdictChanged), "verdict_changed"),
        (typeof(ServerChanged), "server_changed"),
        (typeof(RevocationChecked), "revocation_checked"),
        (typeof(ReconcileFailed), "reconcile_failed"),
        (typeof(ReconcileRecovered), "reconcile_recovered"),
        (typeof(HostKeyScanned), "host_key_scanned"),
        (typeof(HostIdentified), "host_identified"),
        (typeof(PackagesChanged), "packages_changed"),
        (typeof(ChangeBegun), "change_begun"),
        (typeof(FirstServerTouched), "first_server_touched"),
        (typeof(FirstServerReplaced), "first_server_replaced"),
        (typeof(ChangeProven), "change_proven"),
        (typeof(ChangeStopped), "change_stopped"),
        (typeof(ChangeResumed), "change_resumed"),
        (typeof(ServersOvertaken), "servers_overtaken"),
        (typeof(ChangeFinished), "change_finished"),
    ];
}
