using System.Collections.Immutable;

namespace Fleet.Worker.Keys;

internal static class KeysReader
{
    public static KeysRead Read(KeyDirectory directory)
    {
        try
        {
            return ReadFiles(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new KeysRead.Unusable($"The keys in {directory.Path} cannot be read: {e.Message}");
        }
    }

    private static KeysRead ReadFiles(KeyDirectory directory)
    {
        var sealingFiles = directory.SealingFiles();
        if (sealingFiles.Length == 0 || !File.Exists(directory.SshKey) || !File.Exists(directory.Bundle))
            return new KeysRead.Unusable($"{directory.Path} holds no keys of a fleet (fleet.public.json, ssh_ed25519, sealing-*.jwk). Make them once per fleet: fleet-worker init --keys {directory.Path}");
        if (sealingFiles.Append(directory.SshKey).FirstOrDefault(KeyDirectory.IsTooOpen) is { } open)
            return new KeysRead.Unusable($"{open} can be read by others, so it is not used. Close it: chmod 600 {open}");
        if (PublicBundle.Read(File.ReadAllText(directory.Bundle)) is not { } bundle)
            return new KeysRead.Unusable($"{directory.Bundle} names no fleet: it is not what fleet-worker init wrote. Restore it from a backup");

        var keys = sealingFiles.Select(file => (File: file, Key: SealingKey.Parse(File.ReadAllText(file)))).ToArray();
        if (Array.Find(keys, k => k.Key is null).File is { } bad)
            return new KeysRead.Unusable($"{bad} is not a private P-256 key (JWK). Restore it from a backup");
        var held = keys.ToImmutableSortedDictionary(k => k.Key!.Kid, k => k.Key!);
        if (bundle.Kids.FirstOrDefault(held.ContainsKey) is not { } current)
            return new KeysRead.Unusable($"None of the sealing keys in {directory.Bundle} has its private half in {directory.Path}: what is sealed now could not be opened. Copy the sealing-*.jwk of {string.Join(", ", bundle.Kids)} there");
        return new KeysRead.Loaded(new FleetKeys(bundle.Fleet, held, held[current], File.ReadAllText(directory.SshKey)));
    }
}
