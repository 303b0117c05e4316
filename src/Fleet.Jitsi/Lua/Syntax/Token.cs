using System.Runtime.InteropServices;

namespace Fleet.Jitsi.Lua.Syntax;

internal enum TokenKind
{
    Name,
    Keyword,
    String,
    Number,
    Symbol,
    End,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Offset, int Length)
{
    public int EndOffset => Offset + Length;
}

/// <summary>Why a text is not Lua, and where.</summary>
internal sealed record SyntaxProblem(int Offset, string Reason);
