using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// The log evidence of a phase from the points where it makes most of the Bragg intensity: a phase that only mends others has
/// none there, whatever its probability.
/// </summary>
internal sealed class OwnSupport
{
    private const double MostOfIntensity = 0.5;

    private readonly SearchContext context;
    private readonly Linearised fit;
    private readonly double scale;
    private readonly double[] bragg;

    /// <param name="context">What all steps share.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="scale">c.</param>
    public OwnSupport(SearchContext context, Linearised fit, double scale)
    {
        (this.context, this.fit, this.scale) = (context, fit, scale);
        bragg = new double[fit.Residual.Length];
        for (int place = 0; place < fit.State.Phases.Length; place++)
        {
            TensorPrimitives.MultiplyAdd(Column(place), fit.State.Phases[place].Height, bragg, bragg);
        }
    }

    /// <summary>ln of the evidence with the phase over that without, from its own points.</summary>
    /// <param name="place">The phase.</param>
    /// <param name="heightScale">tau of its height.</param>
    public double Of(int place, double heightScale)
    {
        PhaseTerm phase = fit.State.Phases[place];
        bool[] isOwn = [.. Column(place).Select((value, i) => phase.Height * value > MostOfIntensity * bragg[i] && value > 0)];
        double[] column = Masked(Column(place), isOwn);
        double[] data = [.. fit.Residual];
        TensorPrimitives.MultiplyAdd(Column(place), phase.Height, data, data);
        (Matrix<double> gram, double[] projections) = Others(place, isOwn).Beside([column], Masked(data, isOwn));
        double precision = Math.Max(gram[0, 0], 0) + 1 / (heightScale * heightScale);
        double gain = projections[0] > 0 ? 0.5 * projections[0] * projections[0] / precision : 0;
        return gain + Math.Log(2 / (heightScale * Math.Sqrt(precision)));
    }

    private double[] Column(int place) => fit.Columns[fit.State.FirstOf(place)];

    /// <summary>Background and the errors of the lines of all other phases, at these points.</summary>
    private Nuisance Others(int place, bool[] isOwn)
    {
        int count = fit.State.Background.Length;
        double[][] wide = [.. fit.Columns.Take(count).Select(column => Masked(column, isOwn))];
        ShortColumn[] lines = LineErrors.Of(context, fit.State.Without(place));
        ShortColumn[] narrow = [.. lines
            .Select(line => line with { Values = [.. line.Values.Select((value, i) => isOwn[line.First + i] ? value : 0)] })
            .Where(line => line.Values.Any(value => value != 0))];
        return new(wide, [.. fit.Prior.Take(count)], narrow, scale);
    }

    private static double[] Masked(double[] column, bool[] isOwn) => [.. column.Select((value, i) => isOwn[i] ? value : 0)];
}
