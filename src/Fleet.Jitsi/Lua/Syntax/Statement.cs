namespace Fleet.Jitsi.Lua.Syntax;

internal abstract record Statement(int Offset)
{
    public sealed record Assignment(int Offset, IReadOnlyList<Expression> Targets, IReadOnlyList<Expression> Values) : Statement(Offset);

    public sealed record Call(int Offset, Expression.Suffixed Expression) : Statement(Offset);

    public sealed record Local(int Offset, IReadOnlyList<string> Names, IReadOnlyList<Expression> Values) : Statement(Offset);

    public sealed record Block(int Offset, IReadOnlyList<Statement> Body) : Statement(Offset);

    /// <summary>if, while, repeat and for: what is inside may run never, once or often.</summary>
    public sealed record Conditional(
        int Offset, IReadOnlyList<string> Names, IReadOnlyList<Expression> Conditions, IReadOnlyList<Statement> Body) : Statement(Offset);

    /// <summary>Defining a function assigns to <paramref name="Target"/>; its body matters only to who calls it.</summary>
    public sealed record Function(int Offset, Expression Target, bool IsLocal) : Statement(Offset);

    public sealed record Return(int Offset, IReadOnlyList<Expression> Values) : Statement(Offset);

    /// <summary>break, goto and labels.</summary>
    public sealed record Jump(int Offset) : Statement(Offset);
}
