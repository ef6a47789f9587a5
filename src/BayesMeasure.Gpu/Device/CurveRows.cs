using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>
/// The measured points and the cached curves of one replica, row by row in the work memory of its group. A thread reads and
/// writes its own points only, so that no barrier is needed between passes.
/// </summary>
/// <param name="points">The rows, one after the other.</param>
/// <param name="length">The number of points of a row.</param>
/// <param name="terms">The number of terms.</param>
internal readonly struct CurveRows<TReal>(ArrayView<TReal> points, int length, int terms)
    where TReal : unmanaged
{
    private readonly ArrayView<TReal> points = points;
    private readonly int length = length;
    private readonly int terms = terms;

    /// <summary>The rows that there are beside two for each term that a move touches, at most, and one for each term.</summary>
    private const int FixedRows = 5;

    /// <summary>The number of points.</summary>
    public int Length => length;

    /// <summary>The row of the prediction.</summary>
    public const int Prediction = 3;

    /// <summary>The row of the prediction on trial.</summary>
    public const int TrialPrediction = 4;

    /// <summary>The number of rows for a number of terms, and of terms that a move touches at most.</summary>
    public static int Count(int terms, int touched) => FixedRows + terms + touched;

    /// <summary>The row of the present curve of a term.</summary>
    public static int Curve(int term) => FixedRows + term;

    /// <summary>The row of the curve on trial of the term that is touched as number <paramref name="touched"/>.</summary>
    public int TrialCurve(int touched) => FixedRows + terms + touched;

    /// <summary>One point of a row.</summary>
    public TReal this[int row, int point]
    {
        get => points[row * length + point];
        set => points[row * length + point] = value;
    }

    /// <summary>The abscissa of a point.</summary>
    public TReal X(int point) => points[point];

    /// <summary>The measured value of a point.</summary>
    public TReal Y(int point) => points[length + point];

    /// <summary>The weight of a point.</summary>
    public TReal Weight(int point) => points[2 * length + point];

    /// <summary>Takes a measured point over.</summary>
    public void Put(int point, TReal x, TReal y, TReal weight)
    {
        points[point] = x;
        points[length + point] = y;
        points[2 * length + point] = weight;
    }
}
