using System.Runtime.InteropServices;

namespace BayesMeasure.Diffraction.Lines;

/// <summary>Reflections of one spacing: a line of a powder.</summary>
/// <param name="Spacing">d in angstrom.</param>
/// <param name="SquaredFactor">The sum of |F|^2 over all planes, in electrons^2.</param>
/// <param name="Members">The planes, each of which stands for its opposite, too; the one that names the line is first.</param>
internal readonly record struct LineGroup(double Spacing, double SquaredFactor, Reflection[] Members)
{
    // Planes of one spacing differ by the rounding of arithmetic, as a share of 1/d^2; near 180 degrees little more would show.
    private const double EqualSpacing = 1e-9;

    // Equal intensities differ by rounding.
    private const double Equality = 1e-6;

    /// <summary>The lines of reflections, from the largest spacing to the smallest.</summary>
    public static List<LineGroup> Of(List<Reflection> reflections)
    {
        reflections.Sort((a, b) => a.InverseSquare.CompareTo(b.InverseSquare));
        List<LineGroup> lines = [];
        ReadOnlySpan<Reflection> all = CollectionsMarshal.AsSpan(reflections);
        for (int start = 0; start < all.Length;)
        {
            double most = (1 + EqualSpacing) * all[start].InverseSquare;
            int end = start + 1;
            while (end < all.Length && all[end].InverseSquare <= most)
            {
                end++;
            }

            lines.Add(Group(all[start..end]));
            start = end;
        }

        return lines;
    }

    private static LineGroup Group(ReadOnlySpan<Reflection> planes)
    {
        double sum = 0;
        foreach (Reflection plane in planes)
        {
            sum += plane.SquaredFactor;
        }

        Reflection[] members = planes.ToArray();
        int name = IndexOfName(members);
        (members[0], members[name]) = (members[name], members[0]);
        return new(1 / Math.Sqrt(planes[0].InverseSquare), sum, members);
    }

    /// <summary>The strongest plane names the line; of equal ones, the one with the largest first index.</summary>
    private static int IndexOfName(Reflection[] planes)
    {
        double strongest = (1 - Equality) * planes.Max(plane => plane.SquaredFactor);
        return Enumerable.Range(0, planes.Length)
            .Where(i => planes[i].SquaredFactor >= strongest)
            .MaxBy(i => (planes[i].H, planes[i].K, planes[i].L));
    }
}
