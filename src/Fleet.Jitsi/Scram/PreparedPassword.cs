using System.Text;

namespace Fleet.Jitsi.Scram;

/// <summary>A password after SASLprep. It is never shown: <see cref="ToString"/> hides it.</summary>
public sealed class PreparedPassword
{
    private readonly byte[] _utf8;

    internal PreparedPassword(string text) => _utf8 = Encoding.UTF8.GetBytes(text);

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    public override string ToString() => "(password)";
}
