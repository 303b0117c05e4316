using Fleet.Domain.Reconciling;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

internal static class ServiceReader
{
    public static ServiceState Read(Wire.ServiceState service) => new(service.Name, Status(service), Enabled(service.Enabled));

    private static ServiceStatus Status(Wire.ServiceState service) => service switch
    {
        { Active: "not-found" } => ServiceStatus.NotInstalled,
        { Active: "masked" } => ServiceStatus.Masked,
        { Active: "active" or "reloading" } => ServiceStatus.Running,
        { Active: "failed" } => ServiceStatus.Failed,
        { Active: "inactive", Enabled: "masked" or "masked-runtime" } => ServiceStatus.Masked,
        { Active: "inactive" } => ServiceStatus.Stopped,
        _ => ServiceStatus.Unknown,
    };

    private static bool? Enabled(string? enabled) => enabled switch
    {
        "enabled" or "enabled-runtime" or "static" or "alias" or "generated" or "indirect" => true,
        "disabled" or "masked" or "masked-runtime" => false,
        _ => null,
    };
}
