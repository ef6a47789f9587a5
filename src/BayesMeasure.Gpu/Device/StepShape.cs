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
    /// <summary>The integers of an entry of a block step.</summary>
    public const int BlockEntry = 3;

    /// <summary>The integers of an entry of a switch step.</summary>
    public const int SwitchEntry = 2;

    /// <summary>The integers of an entry of a redraw or swap step.</summary>
    public const int GroupEntry = 3;
}
