using System.Runtime.InteropServices;

namespace Fleet.Jitsi.Web.Syntax;

internal enum JsTokenKind
{
    Name,
    Text,
    Template,
    Number,
    Regex,
    /// <summary>What nginx puts here, by a server-side include.</summary>
    Inserted,
    Symbol,
    End,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsToken(JsTokenKind Kind, int Offset, int Length, bool AfterLineEnd)
{
    public int EndOffset => Offset + Length;
}

/// <summary>Why a text is not JavaScript as it is followed here, and where.</summary>
internal sealed record JsProblem(int Offset, string Reason);
