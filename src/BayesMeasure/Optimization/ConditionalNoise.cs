using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization;

/// <summary>
/// The unknowns that the noise alone reads: at every prediction they are set to their best values, so that a fit never has to
/// wait for the level of its noise.
/// </summary>
internal sealed class ConditionalNoise
{
    private const int MostSteps = 60;
    private const double FirstStep = 0.05;
    private const double Tolerance = 1e-10;

    private readonly CurveGradient[] curves;
    private readonly ExploredDensity density;
    private readonly Dictionary<int, NoiseReader[]> readers;
    private readonly int[] unknowns;

    public ConditionalNoise(MeasuredCurve[] measured, CurveGradient[] curves, ExploredDensity density)
    {
        this.curves = curves;
        this.density = density;
        readers = (
            from curve in measured.Index()
            let layout = curve.Item.Posterior.Layout
            from parameter in layout.Noise.Index()
            where parameter.Item.Position >= 0 && parameter.Item.Position < layout.Parameters.Count
            select (
                Unknown: curve.Item.Positions[parameter.Item.Position],
                Reader: new NoiseReader(curve.Index, parameter.Index, parameter.Item)))
            .Where(item => measured.All(curve => IsForNoiseAlone(curve, item.Unknown)))
            .GroupBy(item => item.Unknown, item => item.Reader)
            .ToDictionary(group => group.Key, group => group.ToArray());
        unknowns = [.. readers.Keys.Order()];
    }

    /// <summary>Whether an unknown is one of them.</summary>
    public bool Holds(int unknown) => readers.ContainsKey(unknown);

    /// <summary>Sets those that take part to their best values at the prediction that was evaluated last.</summary>
    public void Settle(Span<double> values)
    {
        foreach (int unknown in unknowns)
        {
            if (density.Free[unknown])
            {
                values[unknown] = Settle(unknown, values[unknown]);
            }
        }
    }

    private static bool IsForNoiseAlone(MeasuredCurve curve, int unknown)
    {
        CurveLayout layout = curve.Posterior.Layout;
        int own = curve.Positions.ToList().IndexOf(unknown);
        return own < 0 || (layout.Dependents[own].Length == 0 && layout.Followers[own].Length == 0);
    }

    /// <summary>A zero of the derivative: bracketed by steps that double, then by regula falsi (Illinois).</summary>
    private double Settle(int unknown, double value)
    {
        double here = density.Unknowns.ToCoordinate(unknown, value);
        double slope = SlopeAt(unknown, here);
        double direction = Math.Sign(slope);
        (double there, double otherSlope) = (here, slope);
        for (double step = FirstStep; Math.Sign(otherSlope) == direction && direction != 0; step *= 2)
        {
            (here, slope) = (there, otherSlope);
            there = Math.Clamp(here + direction * step, density.Unknowns.Low(unknown), density.Unknowns.High(unknown));
            otherSlope = SlopeAt(unknown, there);
            if (there == here || !double.IsFinite(otherSlope))
            {
                SlopeAt(unknown, here);
                return density.Unknowns.FromCoordinate(unknown, here);
            }
        }

        for (int i = 0; i < MostSteps && Math.Abs(there - here) > Tolerance * Math.Max(1, Math.Abs(here)); i++)
        {
            double next = there - otherSlope * (there - here) / (otherSlope - slope);
            double nextSlope = SlopeAt(unknown, next);
            bool crosses = Math.Sign(nextSlope) != Math.Sign(otherSlope);
            (here, slope) = crosses ? (there, otherSlope) : (here, 0.5 * slope);
            (there, otherSlope) = (next, nextSlope);
            if (nextSlope == 0 || Math.Abs(nextSlope) < Tolerance)
            {
                break;
            }
        }

        SlopeAt(unknown, there);
        return density.Unknowns.FromCoordinate(unknown, there);
    }

    /// <summary>The derivative of the log density by the coordinate of one unknown, to which the noise of all curves is set.</summary>
    private double SlopeAt(int unknown, double coordinate)
    {
        double value = density.Unknowns.FromCoordinate(unknown, coordinate);
        double sum = 0;
        foreach (NoiseReader reader in readers[unknown])
        {
            NoiseGradient noise = curves[reader.Curve].Noise;
            noise.Noise[reader.Parameter] = reader.Source.Factor * value + reader.Source.Offset;
            if (noise.MisfitReadsParameters)
            {
                noise.Evaluate();
            }

            sum += reader.Source.Factor * noise.ByNoise(reader.Parameter, noise.Misfit, noise.MisfitByNoise[reader.Parameter]);
        }

        return sum * density.Slope(unknown, value) + density.PriorSlopes(unknown, value).First;
    }
}

/// <summary>A parameter of the noise of a curve that reads an unknown.</summary>
/// <param name="Curve">The position of the curve.</param>
/// <param name="Parameter">The position of the parameter among those of its noise.</param>
/// <param name="Source">How it reads the unknown.</param>
internal readonly record struct NoiseReader(int Curve, int Parameter, ParameterSource Source);
