using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>Where a candidate fits a residual best.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Strain">Its strain.</param>
/// <param name="Broadening">Its size broadening in degrees.</param>
/// <param name="Amplitude">Its coefficient.</param>
/// <param name="Gain">By how much the weighted sum of squares falls, less what the strain costs.</param>
/// <param name="LogShare">
/// ln of the evidence averaged over the priors of strain and width, over that at the best ones: what the choice costs.
/// </param>
internal readonly record struct FilterMatch(
    int Candidate, double Strain, double Broadening, double Amplitude, double Gain, double LogShare)
{
    /// <summary>The phase as the match has it.</summary>
    public PhaseTerm Term => new(Candidate, Amplitude, new() { Strain = Strain, SizeBroadening = Broadening });
}

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
    private readonly double[] fewStrains;
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
        fewStrains = [.. new[] { 0, -0.5, 0.5, -1, 1 }.Select(share => share * fit.Prior.LargestStrain)];
        norms = new double[candidates.Length * BroadeningsInWidths.Length];
        for (int k = 0; k < norms.Length; k++)
        {
            (int candidate, int size) = Math.DivRem(k, BroadeningsInWidths.Length);
            if (size > 0 && !candidates[candidate].HasFreeLines)
            {
                continue;
            }

            PhaseTerm term = new(candidate, 1, new() { SizeBroadening = Broadening(size) });
            double[] column = fit.Column(term, instrument with { Overflow = 0 });
            norms[k] = InnerProduct.Of(column, column);
        }
    }

    /// <summary>Whether lines of an instrument are as wide as those of the filter, within an eighth.</summary>
    public bool HasWidthsOf(InstrumentProfile other)
    {
        const double Tolerance = 0.125;
        return Math.Abs(other.Width / instrument.Width - 1) < Tolerance
            && Math.Abs(other.WidthSlope - instrument.WidthSlope) < Tolerance * instrument.Width
            && Math.Abs(other.Mixing - instrument.Mixing) < 2 * Tolerance;
    }

    /// <summary>The best match of each candidate in a weighted residual, the largest gain first.</summary>
    /// <param name="residual">The residual.</param>
    /// <param name="at">Where lines stand.</param>
    /// <param name="scale">c, by which variances are larger than weights tell.</param>
    public FilterMatch[] Matches(double[] residual, InstrumentProfile at, double scale)
    {
        FilterTable[] tables = Tables(residual);
        return [.. Enumerable.Range(0, candidates.Length)
            .Select(k => Best(k, tables, at, scale, StrainsOf(k)))
            .OrderByDescending(match => match.Gain)];
    }

    /// <summary>The shift of all lines at which few phases find the most.</summary>
    public double Offset(double[] residual, double range, double scale)
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
            double[] gains = [.. Enumerable.Range(0, candidates.Length)
                .Select(k => Best(k, tables, at, scale, candidates[k].HasFreeLines ? strains : fewStrains.AsSpan(0, 1)).Gain)];
            double sum = gains.OrderDescending().Take(Phases).Sum()
                - scale * offset * offset / (FitPrior.ShiftScale * FitPrior.ShiftScale);
            (best, most) = sum > most ? (offset, sum) : (best, most);
        }

        return best;
    }

    private FilterTable[] Tables(double[] residual) => [.. Enumerable.Range(0, BroadeningsInWidths.Length)
        .Select(size => FilterTable.Of(points, residual, radiation, instrument, Broadening(size)))];

    private double Broadening(int size) => BroadeningsInWidths[size] * instrument.Width;

    /// <summary>The steps of the strain: few where each costs a pattern.</summary>
    private double[] StrainsOf(int k) => candidates[k].HasFreeLines ? strains : fewStrains;

    private FilterMatch Best(int k, FilterTable[] tables, InstrumentProfile at, double scale, ReadOnlySpan<double> strains)
    {
        FilterMatch best = new(k, 0, 0, 0, double.NegativeInfinity, 0);
        double sum = 0, weights = 0, highest = double.NegativeInfinity;
        for (int size = 0; size < tables.Length; size++)
        {
            double atRest = norms[k * tables.Length + size];
            double fromSize = LogSizePrior(size);
            for (int i = 0; i < strains.Length && atRest > 0; i++)
            {
                double strain = strains[i];
                (double product, double norm) = candidates[k].Match(tables[size], at, strain, atRest);
                double gain = product > 0 ? product * product / norm : 0;
                double logPrior = fromSize - 0.5 * strain * strain / (strainScale * strainScale);
                double logOdds = 0.5 * gain / scale - 0.5 * Math.Log(norm);
                weights += Math.Exp(logPrior);
                if (logPrior + logOdds > highest)
                {
                    sum *= Math.Exp(highest - logPrior - logOdds);
                    highest = logPrior + logOdds;
                }

                sum += Math.Exp(logPrior + logOdds - highest);
                gain += 2 * scale * logPrior;
                if (gain > best.Gain)
                {
                    best = new(k, strain, Broadening(size), Math.Max(product, 0) / norm, gain, -logOdds);
                }
            }
        }

        return best with { LogShare = best.LogShare + highest + Math.Log(sum / weights) };
    }

    private double LogSizePrior(int size)
    {
        double broadening = Broadening(size) / FitPrior.SizeScale;
        return -0.5 * broadening * broadening;
    }
}
