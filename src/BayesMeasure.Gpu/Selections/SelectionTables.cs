using ILGPU;

namespace BayesMeasure.Gpu.Selections;

/// <summary>All that the kernels of selections read and write, in flat arrays; a shape says where a problem begins.</summary>
internal struct SelectionTables
{
    /// <summary>The problems: a group of threads each.</summary>
    public ArrayView<SelectionShape> Shapes;

    /// <summary>The products G of all problems.</summary>
    public ArrayView<double> Gram;

    /// <summary>Of each problem p, then of its columns tau and the prior log odds, then the means of the shared moves.</summary>
    public ArrayView<double> Numbers;

    /// <summary>The guides, and the work memory of the groups: see <see cref="SelectionLayout"/>.</summary>
    public ArrayView<double> Memory;

    /// <summary>How far each guide has come.</summary>
    public ArrayView<SelectionProgress> Progress;

    /// <summary>The temperatures of all steps.</summary>
    public ArrayView<double> Temperatures;
}

/// <summary>A problem, and where what belongs to it begins.</summary>
/// <param name="Layout">Its sizes.</param>
/// <param name="Gram">Where its products begin.</param>
/// <param name="Numbers">Where its other numbers begin.</param>
/// <param name="Memory">Where its guide and its work memory begin.</param>
/// <param name="Square">s.</param>
/// <param name="Points">n.</param>
/// <param name="LeastLevel">The least level of the noise.</param>
internal readonly record struct SelectionShape(
    SelectionLayout Layout, long Gram, long Numbers, long Memory, double Square, double Points, double LeastLevel);

/// <summary>What is the same for all groups of a launch.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Steps">The steps of the stage.</param>
/// <param name="Until">The step of the stage at which this launch ends.</param>
/// <param name="LearningRate">The rate of Adam.</param>
/// <param name="Window">The steps of a window.</param>
/// <param name="Shortest">From which step of the stage on it may end early.</param>
/// <param name="EarliestEnd">From which step of all stages on it may.</param>
/// <param name="ShutAt">After which step of all stages gates are shut.</param>
/// <param name="LeastSelection">Those that are selected less.</param>
/// <param name="IsLast">1 for the last stage, which is averaged; 0 for others.</param>
internal readonly record struct SelectionCall(
    ulong Seed,
    int Stage,
    int Steps,
    int Until,
    double LearningRate,
    int Window,
    int Shortest,
    int EarliestEnd,
    int ShutAt,
    double LeastSelection,
    int IsLast);
