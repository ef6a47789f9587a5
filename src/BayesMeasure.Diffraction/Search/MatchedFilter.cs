using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Where a candidate fits a residual best.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Strain">Its strain.</param>
/// <param name="Broadening">Its size broadening in degrees.</param>
/// <param name="Amplitude">Its coefficient.</param>
/// <param name="Gain">By how much the weighted sum of squares falls.</param>
internal readonly record struct FilterMatch(int Candidate, double Strain, double Broadening, double Amplitude, double Gain);

/// <summary>Finds out what each candidate would find in a residual, over strain and width.</summary>
internal sealed class MatchedFilter
{
    private const double Degrees = 180 / Math.PI;

    // Steps of strain move lines at this angle by a third of a width.
    private const double TangentOfStep = 0.6;

    private static readonly double[] BroadeningsInWidths = [0, 1, 3];

    private readonly SearchPoints points;
    private readonly Candidate[] candidates;
    private readonly Radiation radiation;
    private readonly InstrumentProfile instrument;
    private readonly double[] strains;
    private readonly double[] norms;
    private readonly double strainScale;

    /// <param name="points">The points.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="radiation">What the source emits.</param>
    /// <param name="instrument">The widths of lines.</param>
    /// <param name="fit">It makes columns.</param>
    public MatchedFilter(
        SearchPoints points,
        Candidate[] candidates,
        Radiation radiation,
        InstrumentProfile instrument,
        PatternFit fit)
    {
        (this.points, this.candidates, this.radiation, this.instrument) = (points, candidates, radiation, instrument);
        strainScale = fit.Prior.StrainScale;
        double step = instrument.Width / 3 / (2 * Degrees * TangentOfStep);
        int steps = (int)Math.Ceiling(fit.Prior.LargestStrain / step);
        strains = [.. Enumerable.Range(-steps, 2 * steps + 1).Select(i => fit.Prior.LargestStrain * i / Math.Max(steps, 1))];
        norms = new double[candidates.Length * BroadeningsInWidths.Length];
        for (int k = 0; k < norms.Length; k++)
        {
            PhaseTerm term = new(k / BroadeningsInWidths.Length, 1, Shape(0, Broadening(k % BroadeningsInWidths.Length)));
            double[] column = fit.Column(term, instrument);
            norms[k] = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(column);
        }
    }

    /// <summary>The best match of each candidate in a weighted residual, the largest gain first.</summary>
    /// <param name="residual">The residual.</param>
    /// <param name="at">Where lines stand.</param>
    /// <param name="perNat">The gain that is worth a nat, to weigh the prior of strain.</param>
    public FilterMatch[] Matches(double[] residual, InstrumentProfile at, double perNat)
    {
        FilterTable[] tables = Tables(residual);
        return [.. Enumerable.Range(0, candidates.Length)
            .Select(k => Best(k, tables, at, perNat))
            .OrderByDescending(match => match.Gain)];
    }

    /// <summary>The shift of all lines at which few phases find the most.</summary>
    public double Offset(double[] residual, double range, double perNat)
    {
        const int Phases = 3;
        FilterTable[] tables = Tables(residual);
        double step = instrument.Width / 3;
        int steps = (int)(range / step);
        double best = 0, most = double.NegativeInfinity;
        for (int i = -steps; i <= steps; i++)
        {
            double offset = i * step;
            InstrumentProfile at = instrument with { Zero = offset };
            double[] gains = [.. Enumerable.Range(0, candidates.Length).Select(k => Best(k, tables, at, perNat).Gain)];
            double sum = gains.OrderDescending().Take(Phases).Sum()
                - perNat * offset * offset / (2 * FitPrior.ShiftScale * FitPrior.ShiftScale);
            (best, most) = sum > most ? (offset, sum) : (best, most);
        }

        return best;
    }

    /// <summary>The shape of a match.</summary>
    public static PhaseShape Shape(double strain, double broadening) =>
        new() { Strain = strain, SizeBroadening = broadening };

    private FilterTable[] Tables(double[] residual) => [.. Enumerable.Range(0, BroadeningsInWidths.Length)
        .Select(size => FilterTable.Of(points, residual, radiation, instrument, Broadening(size)))];

    private double Broadening(int size) => BroadeningsInWidths[size] * instrument.Width;

    private FilterMatch Best(int k, FilterTable[] tables, InstrumentProfile at, double perNat)
    {
        FilterMatch best = new(k, 0, 0, 0, double.NegativeInfinity);
        for (int size = 0; size < tables.Length; size++)
        {
            double norm = norms[k * tables.Length + size];
            if (!(norm > 0))
            {
                continue;
            }

            foreach (double strain in strains)
            {
                double product = Product(candidates[k], tables[size], at, strain);
                double gain = product > 0 ? product * product / norm : 0;
                gain -= perNat * strain * strain / (strainScale * strainScale);
                if (gain > best.Gain)
                {
                    best = new(k, strain, Broadening(size), Math.Max(product, 0) / norm, gain);
                }
            }
        }

        return best;
    }

    private static double Product(Candidate candidate, FilterTable table, InstrumentProfile at, double strain)
    {
        double sum = 0;
        for (int line = 0; line < candidate.Positions.Length; line++)
        {
            sum += candidate.Intensities[line] * table.At(candidate.PositionOf(line, at, strain));
        }

        return sum;
    }
}
