using Fleet.Worker.Ssh;

namespace Fleet.Worker.Keys;

/// <summary><c>fleet-worker init</c>: once per fleet, makes the fleet's id and keys.</summary>
internal static class InitCommand
{
    public static int Run(string path, TextWriter output, TextWriter error)
    {
        var directory = new KeyDirectory(path);
        try
        {
            if (directory.Occupied() is { } file)
            {
                error.WriteLine($"{file} exists: this directory holds a fleet's keys, and nothing of it was changed. A second fleet needs a directory of its own.");
                return 1;
            }

            Write(directory, Guid.CreateVersion7(), SealingKey.Create(), SshKeyPair.Create("fleet"), output);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"The keys cannot be written to {directory.Path}: {e.Message}");
            return 1;
        }
    }

    private static void Write(KeyDirectory directory, Guid fleet, SealingKey sealing, SshKeyPair ssh, TextWriter output)
    {
        directory.Create();
        KeyDirectory.WritePrivate(directory.Sealing(sealing.Kid), sealing.ToPrivateJson() + "\n");
        KeyDirectory.WritePrivate(directory.SshKey, ssh.PrivateKey);
        KeyDirectory.WritePublic(directory.Bundle, PublicBundle.Write(fleet, [sealing], ssh.PublicKey));
        output.WriteLine($"Fleet {fleet}: keys made in {directory.Path}");
        output.WriteLine($"  {directory.Sealing(sealing.Kid)}  private: to every worker, and to a backup (without it no credential can be opened)");
        output.WriteLine($"  {directory.SshKey}  private: to every worker");
        output.WriteLine($"  {directory.Bundle}  public: to every worker and control plane");
    }
}
