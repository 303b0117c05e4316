namespace Fleet.Cli.Preparing;

/// <summary>The installer of fleet-host, one self-contained script, put into this program when it is built.</summary>
internal static class InstallBundle
{
    public static Stream Open() => typeof(InstallBundle).Assembly.GetManifestResourceStream("fleet-host-bundle.sh")!;
}
