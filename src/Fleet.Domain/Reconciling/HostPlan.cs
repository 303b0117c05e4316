using Fleet.Domain.Drift;

namespace Fleet.Domain.Reconciling;

/// <summary>Files' permissions, and services that are down.</summary>
internal static class HostPlan
{
    public static Proposal Files(Observation observation) =>
        Proposal.Of([.. observation.OnDisk.Files.Where(f => f.Repairable).Select(f => new Change.FixPermissions(f.Subject))]);

    public static Proposal Services(Observation observation, AccessPlan access) =>
        observation.Services.Aggregate(Proposal.None, (all, service) => all.With(Service(service, observation, access)));

    private static Proposal Service(ServiceState service, Observation observation, AccessPlan access) => service switch
    {
        { Status: ServiceStatus.Masked } => Proposal.Blocked(
            BlockReason.ServiceMasked, service.Name,
            $"somebody masked the service, so it is not started: `systemctl unmask {service.Name}` on the host"),
        { Status: not (ServiceStatus.Stopped or ServiceStatus.Failed) } => Proposal.None,
        { Name: DriftSubject.Prosody } when observation.OnDisk.Config.Validity == ConfigValidity.Invalid => Proposal.Blocked(
            BlockReason.ConfigInvalid, service.Name,
            $"Prosody does not start with this configuration: {Printable.Clip(observation.OnDisk.Config.Problem)}"),
        { Name: DriftSubject.Prosody } when !access.IsSafeToStart => Proposal.Blocked(
            BlockReason.Undetermined, service.Name,
            "started like this, Prosody would let in people who must not: see what blocks the access mode"),
        { Name: DriftSubject.Jicofo } when !access.IsJicofoSafeToStart => Proposal.Blocked(
            BlockReason.JicofoAuth, service.Name,
            "started like this, Jicofo would let guests open rooms: see what blocks its login"),
        _ => Proposal.Of(new Change.StartService(service.Name)),
    };
}
