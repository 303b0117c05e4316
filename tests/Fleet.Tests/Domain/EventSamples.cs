using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Operators;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Tests.Domain;

/// <summary>One value of each event type, every member set.</summary>
public static class EventSamples
{
    private static readonly Guid Server = new("0198a1b2-0000-7000-8000-000000000001");
    private static readonly Guid User = new("0198a1b2-0000-7000-8000-000000000002");
    private static readonly Guid Credential = new("0198a1b2-0000-7000-8000-000000000003");
    private static readonly Guid Command = new("0198a1b2-0000-7000-8000-000000000004");
    private static readonly DateTimeOffset At = new(2030, 1, 31, 22, 0, 0, TimeSpan.Zero);
    private static readonly HostKey Key = new("ssh-ed25519", "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
    private static readonly SshEndpoint Endpoint = new("10.0.0.7", 22, "fleet", new JumpHost("jump.example.com", 2222, "hop", Key));
    private static readonly ProbeTarget Probe = new("10.0.0.7", 443, new ProbeTrust.PinnedKey(new string('a', 64)));
    private static readonly DatabaseIdentity Original = new("7361928457123456789", 16384, "fleet");
    private static readonly DatabaseIdentity Copy = new("7361928457123456790", 16390, "fleet_staging");
    private static readonly ImmutableSortedDictionary<string, string> Labels = ServerLabels.None.Add("env", "prod").Add("region", "eu");

    public static ImmutableArray<object> All { get; } =
    [
        new ServerEnrolled(Server, "meet-07", "meet.example.com", Endpoint, Probe, Labels),
        new HostKeyPinned(Key),
        new ServerRelabeled(Labels),
        new EndpointMoved(Endpoint, Probe),
        new AccessModeSet(AccessMode.Members, Activation.Drain, EvictSessions: true, At, Emergency: true),
        new EnforcementSet(EnforcementMode.Suspended, At),
        new AccountGranted(User, "alice", Credential),
        new AccountCredentialSet(User, "alice", Credential),
        new AccountRevoked(User, "alice", ReturnsWhenEnabled: true, Confirmed: true),
        new AccountDisabled(User, "alice", ReturnsWhenEnabled: true, Confirmed: true),
        new RemovalsConfirmed(["alice", "bob"]),
        new AccountCredentialReset(User, "alice"),
        new AccountCredentialKept(User, "alice", Credential),
        new UnknownAccountIgnored("recorder"),
        new UnknownAccountReported("recorder"),
        new UnknownAccountRemoved("recorder"),
        new AccountAdopted(User, "alice", Credential),
        new ServerAdopted(AccessMode.Open),
        new ServerReplaced(Key, 2),
        new ServerPaused("debugging, ask dana"),
        new ServerResumed(),
        new CanarySet(),
        new CanaryEnded(),
        new ServerRetired(),
        new DriftWaived(DriftKind.UserMissing, "alice", At, "dana", "on leave, ticket 4711"),
        new ProsodyVersionAccepted("13.1.0"),
        new DriftWaiverEnded(DriftKind.UserMissing, "alice"),
        new UserRegistered(User, "alice", "env=prod,!canary"),
        new UserAdopted(User, "alice"),
        new UserPasswordChanged(),
        new UserSelectorChanged("region in (eu,us)"),
        new UserDisabled(),
        new UserEnabled(),
        new UserRemoved(),
        new FleetPaused("packages, INC-411"),
        new FleetResumed(),
        new RepairsAllowed("file-permissions:conf.avail/*.cfg.lua", At),
        new FleetRestoredFromPast(Server, "meet-07", new(1_900_000_000_000_000, 9, 1_900_000_000_000_002), new(1_900_000_000_000_000, 1_900_000_000_000_001)),
        new DatabaseCopied(Original, Copy),
        new EpochBegan(1_900_000_000_000_003, Copy, new("0197c2d4-0000-7000-8000-000000000009")),
        new OperatorAdded(User, "dana", At),
        new OperatorRevoked(),
        new DriftDetected(
            new DriftItem(DriftLayer.InForce, DriftKind.NotInForce, DriftSeverity.Critical, "provider", "in force is `anonymous`", Waived: true), 7,
            [
                new CircumstantialEvidence(EvidenceKind.Sudo, At, "anna", "/usr/bin/vim"),
                new CircumstantialEvidence(EvidenceKind.Package, At, "apt", "upgrade prosody 0.12.3-1"),
            ]),
        new DriftResolved(DriftKind.UserReturned, "alice", DriftEnd.NoLongerDrift, At),
        new DriftFlapping(DriftKind.AccessMode, "provider", 3, 7),
        new IntentApplied(7),
        new ServerConverged(7, Verdict.LockedLoginNotProven),
        new VerdictChanged(Verdict.Open, Verdict.LockedOldSessions, "refused without an account"),
        new ServerChanged(7, 1_900_000_000_000_000, [new ChangeMade("put-account", "alice")], Command, At, ApplyResult.Done,
            ChangeSource.Ledger),
        new RevocationChecked(new Revocation("alice", 2, 0.21, RevokedLogin.Refused, 0.35, "not-authorized", LoginsForgotten: true), 7),
        new ReconcileFailed("unreachable", "connection refused"),
        new ReconcileRecovered(),
        new HostKeyScanned([Key]),
        new HostIdentified("0123456789abcdef0123456789abcdef", 2, [new("prosody", "0.12.3-1")]),
        new PackagesChanged([new("prosody", "13.0.1-1"), new("jitsi-meet-tokens", null)]),
        new ChangeBegun([new(Server, "meet-07", 7, AccessMode.Members, WasGood: true)], Server),
        new FirstServerTouched(Server, "no login was proven"),
        new FirstServerReplaced(Server, User, "connection refused"),
        new ChangeProven(Server, "refused without an account"),
        new ChangeStopped(Server, StopReason.LoginRefused, "meet-07: a known account can't log in", [User]),
        new ChangeResumed(),
        new ServersOvertaken([Server], Command),
        new ChangeFinished(),
    ];
}
