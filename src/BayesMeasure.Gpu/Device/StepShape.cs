using BayesMeasure.Explorers;

namespace BayesMeasure.Gpu.Device;

/// <summary>One step of a sweep of one posterior: moves of one kind.</summary>
/// <param name="Kind">The kind of the moves.</param>
/// <param name="List">Where the list of the moves begins: what an entry of it is depends on the kind.</param>
/// <param name="Count">The number of moves.</param>
/// <param name="Learnt">Where the lengths of the steps begin among the learnt numbers of a rung.</param>
/// <param name="Acceptance">The acceptance rate that the lengths adapt to.</param>
/// <remarks>
/// The entries of the list: a position (walk); a position and the number of its categories (switch); where the positions begin,
/// how many there are and where the covariance begins (block); the number of components, the number of parameters of each, and
/// where their positions begin, component by component (redraw, swap).
/// </remarks>
internal readonly record struct StepShape(MoveKind Kind, int List, int Count, int Learnt, double Acceptance)
{
    /// <summary>How the step puts the replica at its point; none for a step of the explorers.</summary>
    public StartKind Start { get; init; }

    /// <summary>Whether the step puts the replica at its point, of which nothing is known yet.</summary>
    public bool IsStart => Start != StartKind.None;

    /// <summary>Whether what moves is drawn from the prior.</summary>
    public bool DrawsFromPrior => Start == StartKind.Drawn || Kind == MoveKind.Redraw;

    /// <summary>The step that a sweep begins with.</summary>
    /// <param name="isDrawn">Whether the point is drawn from the prior.</param>
    /// <param name="draws">How many draws may be tried until the data are possible there; 0 for one.</param>
    public static StepShape Beginning(bool isDrawn, int draws) =>
        new(MoveKind.Own, 0, Math.Max(1, draws), 0, 0) { Start = isDrawn ? StartKind.Drawn : StartKind.Here };

    /// <summary>The integers of an entry of a block step.</summary>
    public const int BlockEntry = 3;

    /// <summary>The integers of an entry of a switch step.</summary>
    public const int SwitchEntry = 2;

    /// <summary>The integers of an entry of a redraw or swap step.</summary>
    public const int GroupEntry = 3;
}

/// <summary>How a step puts a replica at a point, of which all is evaluated from scratch: how a sweep begins.</summary>
internal enum StartKind
{
    /// <summary>It does not: it is a step of the explorers.</summary>
    None,

    /// <summary>Where the replica is.</summary>
    Here,

    /// <summary>At a draw from the prior, as at the hottest rung.</summary>
    Drawn,
}
