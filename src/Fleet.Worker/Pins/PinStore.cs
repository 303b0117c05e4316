using System.Collections.Concurrent;
using System.Text.Json;
using Fleet.Domain;

namespace Fleet.Worker.Pins;

/// <summary>Accepted keys in the worker's state directory, a file per server. Removing a file is how a person lets this worker accept anew.</summary>
internal sealed class PinStore
{
    private readonly ConcurrentDictionary<Guid, AcceptedKeys> _known = [];
    private readonly string _directory;

    public PinStore(string stateDirectory)
    {
        _directory = Path.Combine(stateDirectory, "pins");
        Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string FileOf(Guid server) => Path.Combine(_directory, $"{server}.json");

    /// <exception cref="InvalidDataException">The file is there and unreadable: guessing would accept any key.</exception>
    public AcceptedKeys? Find(Guid server)
    {
        if (!File.Exists(FileOf(server))) return null;
        if (_known.TryGetValue(server, out var known)) return known;
        try
        {
            return _known[server] = JsonSerializer.Deserialize<AcceptedKeys>(File.ReadAllText(FileOf(server)), WireJson.Options) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"{FileOf(server)} is not readable as accepted host keys: restore it, or remove it to accept the server's keys anew", e);
        }
    }

    public void Remember(Guid server, AcceptedKeys keys)
    {
        var temporary = FileOf(server) + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(keys, WireJson.Options));
        File.Move(temporary, FileOf(server), overwrite: true);
        _known[server] = keys;
    }
}
