using BayesMeasure.Variational;

namespace BayesMeasure.Gpu.Selections;

/// <summary>
/// The sizes of a problem, and where its guide and the numbers of four draws stand in the memory of its group. Numbers of draws
/// lie side by side, so that threads that stand side by side read side by side.
/// </summary>
/// <param name="Columns">K.</param>
/// <param name="Own">The own moves of a column.</param>
/// <param name="Shared">The moves of all columns.</param>
internal readonly record struct SelectionLayout(int Columns, int Own, int Shared)
{
    /// <summary>The draws that are worked on at once.</summary>
    public const int Draws = 4;

    /// <summary>Sums are made of so many parts, whatever the number of threads: they are rounded the same by all.</summary>
    public const int Parts = 16;

    /// <summary>The rows of a column in G.</summary>
    public int Rows => 1 + Own + Shared;

    /// <summary>The length of b.</summary>
    public int Length => Columns * Rows;

    /// <summary>The coordinates of a column alone.</summary>
    public int OwnCoordinates => 1 + Own;

    /// <summary>The coordinates of the guide.</summary>
    public int Coordinates => Columns * OwnCoordinates + Shared;

    /// <summary>What a step moves: means, logarithms of scales, logits.</summary>
    public int Parameters => 2 * Coordinates + Columns;

    /// <summary>Where the centers begin: what stays between restarts.</summary>
    public const int Center = 0;

    /// <summary>Where the units begin.</summary>
    public int Unit => Coordinates;

    /// <summary>Where what a step moves begins.</summary>
    public int Guide => 2 * Coordinates;

    /// <summary>Where the logits begin.</summary>
    public int Logits => Guide + 2 * Coordinates;

    /// <summary>Where begins which gates are shut.</summary>
    public int Shut => Guide + Parameters;

    /// <summary>The length of the guide, which the host is told.</summary>
    public int GuideLength => Shut + Columns;

    /// <summary>Where Adam's means begin.</summary>
    public int Means => GuideLength;

    /// <summary>Where Adam's mean squares begin.</summary>
    public int Squares => Means + Parameters;

    /// <summary>Where the gradient begins.</summary>
    public int Gradient => Squares + Parameters;

    /// <summary>Where the sum of the steps that are averaged begins.</summary>
    public int Average => Gradient + Parameters;

    /// <summary>Where begins which columns a draw has open.</summary>
    public int Open => Average + Parameters;

    /// <summary>Where the normal numbers of draws begin.</summary>
    public int Normals => Open + Columns;

    /// <summary>Where the coordinates of draws begin.</summary>
    public int Points => Normals + Draws * Coordinates;

    /// <summary>Where the gates of draws begin; before, the logarithms of the odds of their uniform numbers.</summary>
    public int Gates => Points + Draws * Coordinates;

    /// <summary>Where b of draws begins.</summary>
    public int B => Gates + Draws * Columns;

    /// <summary>Where p - G b of draws begins.</summary>
    public int Rest => B + Draws * Length;

    /// <summary>Where the parts of sums begin.</summary>
    public int Sums => Rest + Draws * Length;

    /// <summary>Where one over the level of the noise of draws begins.</summary>
    public int Weights => Sums + 2 * Parts * Draws;

    /// <summary>Where the slopes of draws by the shared moves begin.</summary>
    public int SharedSlopes => Weights + Draws;

    /// <summary>The length of all.</summary>
    public int MemoryLength => SharedSlopes + Draws * Shared;

    /// <summary>The sizes of a problem.</summary>
    public static SelectionLayout Of(SelectionProblem problem) =>
        new(problem.Columns.Count, problem.OwnMoves.Count, problem.SharedMoves.Count);
}
