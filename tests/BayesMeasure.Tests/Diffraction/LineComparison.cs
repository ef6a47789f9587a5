using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>
/// Computed lines beside those of another program. That one adds up planes whose spacings lie less than 2e-5 angstrom below a
/// first one, and says the spacing of the first, which may reflect nothing: each of our lines belongs to the nearest line above.
/// </summary>
internal sealed class LineComparison
{
    private const double AddedUp = 2.1e-5;
    private const double Rounding = 1e-6;
    private const double LeastIntensity = 0.1;

    public LineComparison(PowderLines lines, IReadOnlyList<ReferenceLine> references)
    {
        double strongest = lines.ReferenceIntensityRatio;
        ILookup<int, int> own = Enumerable.Range(0, lines.Count).ToLookup(i => Nearest(lines.Spacings[i], references));
        Extra = own[-1].Count(i => 100 * lines.Intensities[i] / strongest > 1.01 * LeastIntensity);
        foreach ((int n, ReferenceLine reference) in references.Index())
        {
            int[] mine = [.. own[n]];
            if (mine.Length == 0)
            {
                Missing++;
                continue;
            }

            double intensity = mine.Sum(i => lines.Intensities[i]) / strongest * 100;
            Intensity = Math.Max(Intensity, Math.Abs(intensity - reference.Intensity));
            int strongestOfMine = mine.MaxBy(i => lines.Intensities[i]);
            if (mine.Length > 1 || Math.Abs(lines.Spacings[strongestOfMine] - reference.Spacing) > Rounding)
            {
                Joined++;
            }
            else
            {
                Position = Math.Max(Position, Math.Abs(lines.TwoTheta(strongestOfMine) - reference.TwoTheta));
            }
        }
    }

    /// <summary>Lines of the other program that are missing.</summary>
    public int Missing { get; }

    /// <summary>Lines above a thousandth that the other program does not have.</summary>
    public int Extra { get; }

    /// <summary>Lines that the other program added up, so that its position is not ours.</summary>
    public int Joined { get; }

    /// <summary>The largest difference of positions of all others, in degrees of 2 theta.</summary>
    public double Position { get; }

    /// <summary>The largest difference of intensities, of 100.</summary>
    public double Intensity { get; }

    private static int Nearest(double spacing, IReadOnlyList<ReferenceLine> references)
    {
        int[] possible = [.. Enumerable.Range(0, references.Count)
            .Where(i => references[i].Spacing - spacing is > -Rounding and < AddedUp)];
        return possible.Length == 0 ? -1 : possible.MinBy(i => references[i].Spacing);
    }
}
