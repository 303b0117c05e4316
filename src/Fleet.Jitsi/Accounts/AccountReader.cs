using System.Globalization;
using System.Text;
using Fleet.Jitsi.Lua.Syntax;
using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Accounts;

/// <summary>
/// Reads an account's file strictly: one returned table of constants, as Prosody 0.11, 0.12 and 13 write it, keys in any order.
/// Prosody would run any Lua that stands there; anything else than such a table is malformed here.
/// </summary>
public static class AccountReader
{
    private const int LongestFile = 16 * 1024;
    private const int LongestSalt = 1024;
    private const int MostIterations = 10_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="content">One character per byte (Latin-1).</param>
    public static AccountRecord Read(string content)
    {
        if (content.Length > LongestFile) return Malformed($"longer than {LongestFile} bytes");
        var (body, problem) = Parser.Parse(content);
        if (problem is not null) return Malformed("not Lua");
        if (body is not [Statement.Return { Values: [Expression.Table table] }]) return Malformed("not one table of constants");
        return Fields(table) is { } fields ? Interpret(fields) : Malformed("a key that is no string, or is there twice");
    }

    private static Dictionary<string, Expression>? Fields(Expression.Table table)
    {
        var fields = new Dictionary<string, Expression>();
        foreach (var field in table.Fields)
            if (field.Key is not Expression.Text key || !fields.TryAdd(key.Value, field.Value)) return null;
        return fields;
    }

    private static AccountRecord Interpret(Dictionary<string, Expression> fields)
    {
        if (!TryDisabled(fields, out var disabled)) return Malformed("disabled is neither true nor false");
        // Prosody takes a password in clear before any verifier
        if (Text(fields, "password") is { Length: > 0 }) return new AccountRecord.ClearText(disabled);
        if (Text(fields, "salt") is not { Length: > 0 and <= LongestSalt } bytes || Utf8(bytes) is not { } salt) return Malformed("no usable salt");
        if (Iterations(fields) is not { } iterations) return Malformed("no usable iteration count");
        var (stored, server) = (Text(fields, "stored_key"), Text(fields, "server_key"));
        if (Hash(stored) is not { } hash || Hash(server) != hash) return Malformed("no usable keys");
        var verifier = new ScramVerifier(hash, salt, iterations, stored!.ToLowerInvariant(), server!.ToLowerInvariant());
        return new AccountRecord.Hashed(verifier, disabled);
    }

    private static bool TryDisabled(Dictionary<string, Expression> fields, out bool disabled)
    {
        var given = fields.GetValueOrDefault("disabled");
        disabled = given is Expression.Boolean { Value: true };
        return given is null or Expression.Nil or Expression.Boolean;
    }

    private static string? Text(Dictionary<string, Expression> fields, string key) => (fields.GetValueOrDefault(key) as Expression.Text)?.Value;

    private static int? Iterations(Dictionary<string, Expression> fields) =>
        fields.GetValueOrDefault("iteration_count") is Expression.Number { Value: var text }
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostIterations
            ? count
            : null;

    // the length of its keys tells which hash a record is for
    private static ScramHash? Hash(string? key) =>
        key is null || !key.All(char.IsAsciiHexDigit) ? null
        : key.Length == 2 * ScramHash.Sha1.Size() ? ScramHash.Sha1
        : key.Length == 2 * ScramHash.Sha256.Size() ? ScramHash.Sha256
        : null;

    private static string? Utf8(string bytes)
    {
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static AccountRecord.Malformed Malformed(string reason) => new(reason);
}
