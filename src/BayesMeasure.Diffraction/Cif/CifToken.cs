namespace BayesMeasure.Diffraction.Cif;

/// <summary>What a token of a file is.</summary>
internal enum CifTokenKind
{
    /// <summary>data_NAME: a block begins; the text is the name.</summary>
    Block,

    /// <summary>loop_: tags of columns follow, and then their values.</summary>
    Loop,

    /// <summary>_tag, in small letters and with _ for each dot.</summary>
    Tag,

    /// <summary>A value that was not quoted, such as a number, ? or a dot.</summary>
    Bare,

    /// <summary>A value between quotes or semicolons.</summary>
    Quoted,
}

/// <summary>A token of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="Line">The number of its line, from 1.</param>
internal readonly record struct CifToken(CifTokenKind Kind, string Text, int Line)
{
    /// <summary>Whether it is a value.</summary>
    public bool IsValue => Kind is CifTokenKind.Bare or CifTokenKind.Quoted;

    /// <summary>Whether it is a value that says nothing: ? is unknown, and a dot is not applicable.</summary>
    public bool IsMissing => Kind == CifTokenKind.Bare && Text is "?" or ".";
}
