using BayesMeasure.Diffraction.Atoms;
using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Lines;

/// <summary>A plane (h k l) and its opposite.</summary>
/// <param name="H">The first index.</param>
/// <param name="K">The second index.</param>
/// <param name="L">The third index.</param>
/// <param name="InverseSquare">1/d^2 in 1/angstrom^2.</param>
/// <param name="SquaredFactor">|F(h k l)|^2 + |F(-h -k -l)|^2 in electrons^2.</param>
internal readonly record struct Reflection(int H, int K, int L, double InverseSquare, double SquaredFactor);

/// <summary>
/// The structure factors of a crystal, F = sum over atoms of occupancy (f0(s) + f' + i f'') exp(-B s^2) exp(2 pi i h.x), with
/// s = 1/(2 d). Atoms of one kind and one B are added up before they are scaled.
/// </summary>
internal sealed class StructureFactors
{
    // A product of two numbers for each atom and plane: about a second.
    private const double MostWork = 4e8;
    private const double MostPlanes = 4e7;

    private readonly Crystal crystal;
    private readonly Metric reciprocal;
    private readonly (FormFactor Form, double Real, double Imaginary, double B)[] kinds;
    private readonly int[] ends;
    private readonly double[] occupancies;
    private readonly PhaseTable alongA;
    private readonly PhaseTable alongB;
    private readonly PhaseTable alongC;
    private readonly int[][] centrings;
    private readonly double[] planeReal;
    private readonly double[] planeImaginary;
    private readonly double largest;

    private StructureFactors(Crystal crystal, double wavelength, double smallestSpacing)
    {
        this.crystal = crystal;
        reciprocal = crystal.Cell.Reciprocal();
        largest = 1 / (smallestSpacing * smallestSpacing);
        var groups = Enumerable.Range(0, crystal.Atoms.Positions.Count)
            .GroupBy(i => Scatterer(crystal.Sites[crystal.Atoms.SiteOf[i]])).ToArray();
        int[] order = [.. groups.SelectMany(group => group)];
        kinds = [.. groups.Select(group => Scattering(group.Key, wavelength))];
        ends = new int[groups.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            ends[i] = (i == 0 ? 0 : ends[i - 1]) + groups[i].Count();
        }

        occupancies = [.. order.Select(i => crystal.Sites[crystal.Atoms.SiteOf[i]].Occupancy)];
        (int h, int k, int l) = RequireFeasible(crystal, smallestSpacing);
        alongA = new(h, [.. order.Select(i => crystal.Atoms.Positions[i].X)]);
        alongB = new(k, [.. order.Select(i => crystal.Atoms.Positions[i].Y)]);
        alongC = new(l, [.. order.Select(i => crystal.Atoms.Positions[i].Z)]);
        centrings = [.. crystal.Symmetry.Centrings.Select(centring => centring.Translation.ToArray())];
        planeReal = new double[order.Length];
        planeImaginary = new double[order.Length];
    }

    /// <summary>All reflections with a spacing of so many angstrom or more; a plane stands for its opposite, too.</summary>
    /// <exception cref="ArgumentException">There would be too many.</exception>
    public static List<Reflection> Of(Crystal crystal, double wavelength, double smallestSpacing) =>
        new StructureFactors(crystal, wavelength, smallestSpacing).All();

    private List<Reflection> All()
    {
        List<Reflection> reflections = [];
        for (int h = 0; h <= alongA.Most; h++)
        {
            for (int k = h == 0 ? 0 : -alongB.Most; k <= alongB.Most; k++)
            {
                AddRow(h, k, reflections);
            }
        }

        return reflections;
    }

    private void AddRow(int h, int k, List<Reflection> reflections)
    {
        bool isPrepared = false;
        for (int l = h == 0 && k == 0 ? 1 : -alongC.Most; l <= alongC.Most; l++)
        {
            double inverseSquare = reciprocal.Of(h, k, l);
            if (inverseSquare > largest || IsAbsent(h, k, l))
            {
                continue;
            }

            if (!isPrepared)
            {
                PrepareRow(h, k);
                isPrepared = true;
            }

            reflections.Add(new(h, k, l, inverseSquare, SquaredFactor(l, 0.25 * inverseSquare)));
        }
    }

    private bool IsAbsent(int h, int k, int l)
    {
        foreach (int[] centring in centrings)
        {
            if ((h * centring[0] + k * centring[1] + l * centring[2]) % SymmetryOperation.Parts != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The phases of h and k, which all l of a row share.</summary>
    private void PrepareRow(int h, int k)
    {
        ReadOnlySpan<double> realA = alongA.Real(h);
        ReadOnlySpan<double> imaginaryA = alongA.Imaginary(h);
        ReadOnlySpan<double> realB = alongB.Real(k);
        ReadOnlySpan<double> imaginaryB = alongB.Imaginary(k);
        for (int i = 0; i < occupancies.Length; i++)
        {
            planeReal[i] = occupancies[i] * (realA[i] * realB[i] - imaginaryA[i] * imaginaryB[i]);
            planeImaginary[i] = occupancies[i] * (realA[i] * imaginaryB[i] + imaginaryA[i] * realB[i]);
        }
    }

    /// <summary>
    /// With A + i B the sum of phases of a kind, the plane has sum f (A + i B), and its opposite sum f (A - i B): by dispersion,
    /// f is complex and the two differ.
    /// </summary>
    private double SquaredFactor(int l, double squaredS)
    {
        ReadOnlySpan<double> realC = alongC.Real(l);
        ReadOnlySpan<double> imaginaryC = alongC.Imaginary(l);
        double plusReal = 0, plusImaginary = 0, minusReal = 0, minusImaginary = 0;
        for (int kind = 0, i = 0; kind < kinds.Length; kind++)
        {
            double a = 0, b = 0;
            for (; i < ends[kind]; i++)
            {
                a += planeReal[i] * realC[i] - planeImaginary[i] * imaginaryC[i];
                b += planeReal[i] * imaginaryC[i] + planeImaginary[i] * realC[i];
            }

            (FormFactor form, double realPart, double imaginaryPart, double displacement) = kinds[kind];
            double damping = Math.Exp(-displacement * squaredS);
            double real = damping * (form.Evaluate(squaredS) + realPart);
            double imaginary = damping * imaginaryPart;
            plusReal += real * a - imaginary * b;
            plusImaginary += real * b + imaginary * a;
            minusReal += real * a + imaginary * b;
            minusImaginary += imaginary * a - real * b;
        }

        return plusReal * plusReal + plusImaginary * plusImaginary + minusReal * minusReal + minusImaginary * minusImaginary;
    }

    private static (AtomKind Kind, double B) Scatterer(CrystalSite site) => (site.Kind, site.B);

    private static (FormFactor Form, double Real, double Imaginary, double B) Scattering(
        (AtomKind Kind, double B) scatterer, double wavelength)
    {
        (double real, double imaginary) = Dispersion.Find(scatterer.Kind.Element)?.At(wavelength) ?? (0, 0);
        return (FormFactor.Find(scatterer.Kind)!, real, imaginary, scatterer.B);
    }

    /// <summary>The largest indices: of a plane of spacing d, h is at most a/d.</summary>
    private static (int H, int K, int L) RequireFeasible(Crystal crystal, double spacing)
    {
        UnitCell cell = crystal.Cell;
        double planes = 2 * (cell.A / spacing + 1) * (2 * cell.B / spacing + 1) * (2 * cell.C / spacing + 1);
        double work = 2 * Math.PI / 3 * cell.Volume / Math.Pow(spacing, 3) * crystal.Atoms.Positions.Count;
        return planes <= MostPlanes && work <= MostWork
            ? ((int)(cell.A / spacing), (int)(cell.B / spacing), (int)(cell.C / spacing))
            : throw new ArgumentException(
                $"{crystal.Name} has too many lines: a cell of {cell.Volume:0} Å³ with {crystal.Atoms.Positions.Count} atoms, "
                    + $"down to d = {spacing:0.###} Å. Ask for a larger SmallestSpacing.");
    }
}
