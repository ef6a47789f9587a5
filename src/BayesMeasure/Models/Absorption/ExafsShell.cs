using MathNet.Numerics.Interpolation;

namespace BayesMeasure.Models.Absorption;

/// <summary>
/// The fine structure of X-ray absorption by one shell of equal neighbours (D. E. Sayers, E. A. Stern, F. W. Lytle, Phys. Rev.
/// Lett. 27, 1204, 1971): chi(k) = S0^2 N F(k)/(k R^2) exp(-2 k^2 s2) exp(-2R/l) sin(2kR + phi(k)), times k^w.
/// </summary>
/// <remarks>
/// x is the wave number k of the photoelectron, in 1/A; y is k^w chi(k). F and phi are those of the absorber and the neighbour,
/// as a program for multiple scattering or a measured standard gives them on a grid; between its points they are cubic splines,
/// and outside the model is impossible: the grid must reach beyond the data by what the energy shift moves.
/// Parameters: "coordination" N; "reduction" S0^2, which the curve cannot tell from N, so that a prior fixes one of them;
/// "distance" R, in A; "disorder" s2, the variance of the distance, in A^2; "pathLength" l, the mean free path, in A;
/// "energyShift" E, in eV, the energy of k = 0 less that which the data were reduced with: k is sqrt(k^2 - 0.26247 E) in the
/// formula.
/// </remarks>
public sealed class ExafsShell : ICurveModel
{
    /// <summary>2 m/hbar^2, in 1/(eV A^2) (CODATA 2018).</summary>
    private const double WaveNumberSquared = 0.262468426;

    private readonly CubicSpline amplitude;
    private readonly CubicSpline phase;
    private readonly double least;
    private readonly double most;
    private readonly int weight;

    /// <summary>Takes the amplitude and the phase of the neighbour.</summary>
    /// <param name="waveNumbers">The grid of k, in 1/A: ascending and above 0, at least two points.</param>
    /// <param name="amplitude">F at the grid, in A.</param>
    /// <param name="phase">phi at the grid, in radians, without jumps of 2 pi.</param>
    /// <param name="weight">The power w of k that chi is multiplied by, from 0 to 3.</param>
    /// <exception cref="ArgumentException">The grid is not ascending and above 0, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is outside 0 to 3.</exception>
    public ExafsShell(IReadOnlyList<double> waveNumbers, IReadOnlyList<double> amplitude, IReadOnlyList<double> phase, int weight)
    {
        ArgumentNullException.ThrowIfNull(waveNumbers);
        ArgumentNullException.ThrowIfNull(amplitude);
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, 3);
        bool isAscending = waveNumbers.Zip(waveNumbers.Skip(1)).All(pair => pair.First < pair.Second);
        if (waveNumbers.Count < 2 || !isAscending || !(waveNumbers[0] > 0) || !double.IsFinite(waveNumbers[^1]))
        {
            throw new ArgumentException(
                "The grid of k has at least two points, which ascend and are above 0.", nameof(waveNumbers));
        }

        if (amplitude.Count != waveNumbers.Count || phase.Count != waveNumbers.Count)
        {
            throw new ArgumentException(
                $"The grid of k has {waveNumbers.Count} points, the amplitude {amplitude.Count} and the phase {phase.Count}.",
                nameof(waveNumbers));
        }

        this.amplitude = CubicSpline.InterpolateNaturalSorted([.. waveNumbers], [.. amplitude]);
        this.phase = CubicSpline.InterpolateNaturalSorted([.. waveNumbers], [.. phase]);
        this.weight = weight;
        least = waveNumbers[0];
        most = waveNumbers[^1];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; } =
        ["coordination", "reduction", "distance", "disorder", "pathLength", "energyShift"];

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double k = Math.Sqrt(x[i] * x[i] - WaveNumberSquared * parameters[5]);
            y[i] = k >= least && k <= most ? Math.Pow(x[i], weight) * Structure(k, parameters) : double.PositiveInfinity;
        }
    }

    private double Structure(double k, ReadOnlySpan<double> parameters)
    {
        (double distance, double disorder, double pathLength) = (parameters[2], parameters[3], parameters[4]);
        double damping = Math.Exp(-2 * k * k * disorder - 2 * distance / pathLength);
        return parameters[0] * parameters[1] * amplitude.Interpolate(k) / (k * distance * distance) * damping
            * Math.Sin(2 * k * distance + phase.Interpolate(k));
    }
}
