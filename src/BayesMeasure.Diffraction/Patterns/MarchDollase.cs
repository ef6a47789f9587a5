using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;

namespace BayesMeasure.Diffraction.Patterns;

/// <summary>
/// The texture of plates and needles: a plane at the angle alpha to the texture plane reflects
/// P = (r^2 cos^2 alpha + sin^2 alpha / r)^(-3/2) times as much; of the planes of a line, the mean by their intensities.
/// Dollase, J. Appl. Cryst. 19 (1986) 267.
/// </summary>
internal sealed class MarchDollase
{
    private readonly int[] ends;
    private readonly double[] squaredCosines;
    private readonly double[] weights;

    /// <param name="lines">The lines of a structure.</param>
    /// <param name="plane">The texture plane.</param>
    public MarchDollase(PowderLines lines, (int H, int K, int L) plane)
    {
        Crystal crystal = lines.Crystal
            ?? throw new ArgumentException($"{lines.Name} has no structure, and no texture.", nameof(lines));
        if (plane == (0, 0, 0))
        {
            throw new ArgumentException("The texture plane is (0 0 0).", nameof(plane));
        }

        Metric reciprocal = crystal.Cell.Reciprocal();
        double normal = reciprocal.Of(plane.H, plane.K, plane.L);
        List<double> cosines = [];
        List<double> shares = [];
        ends = new int[lines.Count];
        for (int line = 0; line < lines.Count; line++)
        {
            foreach (Reflection member in lines.Groups[line].Members)
            {
                double product = reciprocal.Product(plane, (member.H, member.K, member.L));
                cosines.Add(product * product / (normal * member.InverseSquare));
                shares.Add(member.SquaredFactor / lines.Groups[line].SquaredFactor);
            }

            ends[line] = cosines.Count;
        }

        (squaredCosines, weights) = ([.. cosines], [.. shares]);
    }

    /// <summary>The factor of a line, and its derivative by r.</summary>
    public (double Value, double Slope) At(int line, double r)
    {
        double value = 0, slope = 0;
        for (int i = line == 0 ? 0 : ends[line - 1]; i < ends[line]; i++)
        {
            double inner = r * r * squaredCosines[i] + (1 - squaredCosines[i]) / r;
            double factor = weights[i] / (inner * Math.Sqrt(inner));
            value += factor;
            slope -= 1.5 * factor / inner * (2 * r * squaredCosines[i] - (1 - squaredCosines[i]) / (r * r));
        }

        return (value, slope);
    }
}
