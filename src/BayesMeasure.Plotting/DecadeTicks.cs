using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>Ticks of a logarithmic axis, along which positions are decimal logarithms.</summary>
internal static class DecadeTicks
{
    /// <summary>More labels than these would touch each other.</summary>
    private const int MostLabels = 7;

    /// <summary>A tick at every power of ten, and unlabelled ones at its multiples.</summary>
    /// <param name="least">The least position.</param>
    /// <param name="most">The greatest position.</param>
    public static NumericManual Between(double least, double most)
    {
        var ticks = new NumericManual();
        int step = 1 + (int)(most - least) / MostLabels;
        for (int decade = (int)Math.Floor(least); decade <= most; decade++)
        {
            ticks.AddMajor(decade, decade % step == 0 ? LabelOf(decade) : "");
            for (int digit = 2; digit < 10; digit++)
            {
                ticks.AddMinor(decade + Math.Log10(digit));
            }
        }

        return ticks;
    }

    private static string LabelOf(int decade) =>
        decade is >= -3 and <= 4 ? FormattableString.Invariant($"{Math.Pow(10, decade):G12}") : Abscissa.PowerOfTen(decade);
}
