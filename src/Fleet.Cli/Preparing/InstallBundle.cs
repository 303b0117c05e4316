using Fleet.Cli.Running;

namespace Fleet.Cli.Preparing;

/// <summary>The installer of fleet-host, one self-contained script, put into this program when it is built.</summary>
internal static class InstallBundle
{
    public static Stream Open() => typeof(InstallBundle).Assembly.GetManifestResourceStream("fleet-host-bundle.sh")
        ?? throw Refusals.Unusable("bundle-missing", "This build of fleet holds no installer for fleet-host", "infra/host/bundle was not there when it was built.");
}
