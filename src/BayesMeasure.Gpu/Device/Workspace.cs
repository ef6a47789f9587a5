using BayesMeasure.Gpu.Random;
using ILGPU;

namespace BayesMeasure.Gpu.Device;

/// <summary>The numbers of one replica while a sweep moves it, in the work memory of its group.</summary>
/// <remarks>One thread writes what belongs to the whole replica; all read it behind the next barrier.</remarks>
/// <param name="numbers">The work memory of the group.</param>
/// <param name="unknowns">The number of unknowns d.</param>
/// <param name="parameters">The number of parameters of all terms.</param>
/// <param name="noiseParameters">The number of noise parameters.</param>
internal readonly struct Workspace(ArrayView<double> numbers, int unknowns, int parameters, int noiseParameters)
{
    /// <summary>Room for one partial sum a warp.</summary>
    public const int MostWarps = 32;

    /// <summary>The first draws of each purpose that the threads make side by side.</summary>
    public const int PooledDraws = 64;

    private const int VectorsOfUnknowns = 8;

    private readonly int unknowns = unknowns;
    private readonly int parameters = parameters;
    private readonly int noiseParameters = noiseParameters;

    /// <summary>All of the work memory.</summary>
    public readonly ArrayView<double> Numbers = numbers;

    /// <summary>Where the present values begin.</summary>
    public const int Values = 0;

    /// <summary>Where the values on trial begin: those of all unknowns, moved or not.</summary>
    public int Trial => unknowns;

    /// <summary>Where the present coordinates begin.</summary>
    public int Coordinates => 2 * unknowns;

    /// <summary>Where the coordinates on trial begin, of unknowns that move.</summary>
    public int TrialCoordinates => 3 * unknowns;

    /// <summary>Where the log densities of the present coordinates begin.</summary>
    public int Densities => 4 * unknowns;

    /// <summary>Where the log densities of the coordinates on trial begin, of unknowns that move.</summary>
    public int TrialDensities => 5 * unknowns;

    /// <summary>Where the positions of the unknowns that move begin.</summary>
    public int Moved => 6 * unknowns;

    /// <summary>Where the normal draws of a block begin.</summary>
    public int Normals => 7 * unknowns;

    /// <summary>Where the present parameters of all terms begin.</summary>
    public int Parameters => VectorsOfUnknowns * unknowns;

    /// <summary>Where the parameters of the touched terms on trial begin.</summary>
    public int TrialParameters => Parameters + parameters;

    /// <summary>Where the noise parameters on trial begin.</summary>
    public int Noise => TrialParameters + parameters;

    /// <summary>Where the partial sums of the warps begin.</summary>
    public int Sums => Noise + noiseParameters;

    /// <summary>Where the draws that were made beforehand begin.</summary>
    public int Draws => Sums + MostWarps;

    /// <summary>Where the rows of the curves begin.</summary>
    public int Rows => Draws + 3 * PooledDraws;

    /// <summary>The draws of one replica in one sweep, of which the first are to be made beforehand.</summary>
    public PooledDraws Pool(KeyedDraws key) => new(
        key,
        Numbers.SubView(Draws, PooledDraws),
        Numbers.SubView(Draws + PooledDraws, PooledDraws),
        Numbers.SubView(Draws + 2 * PooledDraws, PooledDraws));
}
