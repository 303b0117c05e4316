namespace Fleet.Jitsi.Lua.Syntax;

/// <summary>As much of Lua's expressions as it takes to tell a constant from a computation, and what that could touch.</summary>
internal abstract record Expression(int Offset)
{
    public sealed record Text(int Offset, string Literal, string Value) : Expression(Offset);

    public sealed record Number(int Offset, string Value) : Expression(Offset);

    public sealed record Boolean(int Offset, bool Value) : Expression(Offset);

    public sealed record Nil(int Offset) : Expression(Offset);

    public sealed record Table(int Offset, IReadOnlyList<TableField> Fields) : Expression(Offset);

    public sealed record Name(int Offset, string Value) : Expression(Offset);

    public sealed record Function(int Offset) : Expression(Offset);

    /// <summary>A name or expression followed by calls and indices.</summary>
    public sealed record Suffixed(int Offset, Expression Root, IReadOnlyList<Suffix> Suffixes) : Expression(Offset);

    /// <summary>Anything with an operator: its value is not followed.</summary>
    public sealed record Computed(int Offset, IReadOnlyList<Expression> Operands) : Expression(Offset);
}

/// <summary><c>value</c>, <c>Name = value</c> or <c>[key] = value</c>.</summary>
internal sealed record TableField(Expression? Key, Expression Value);

internal abstract record Suffix
{
    public sealed record Field(string Name) : Suffix;

    public sealed record Index(Expression Key) : Suffix;

    public sealed record Call(IReadOnlyList<Expression> Arguments) : Suffix;

    public sealed record Method(string Name, IReadOnlyList<Expression> Arguments) : Suffix;
}
