using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Fleet.Jitsi.Scram;

public abstract record ScramAnswer
{
    private ScramAnswer() { }

    public sealed record Final(string Message, ScramSignature Expected) : ScramAnswer;

    /// <summary>Nothing that depends on the password has been sent, nor may it be.</summary>
    public sealed record Distrusted(string Reason) : ScramAnswer;
}

/// <summary>What the server must send last to prove that it knows the verifier.</summary>
public sealed class ScramSignature
{
    private readonly byte[] _expected;

    internal ScramSignature(byte[] expected) => _expected = expected;

    public bool IsProvenBy(string serverFinal) =>
        serverFinal.StartsWith("v=", StringComparison.Ordinal)
        && serverFinal.Length <= 256
        && Decode(serverFinal.Split(',')[0][2..]) is { } signature
        && CryptographicOperations.FixedTimeEquals(signature, _expected);

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[256];
        return Base64.IsValid(base64) && Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
