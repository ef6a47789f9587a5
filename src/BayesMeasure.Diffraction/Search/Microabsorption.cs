using BayesMeasure.Diffraction.Atoms;
using BayesMeasure.Diffraction.Crystals;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// What grains of a finite size hide of each phase: Brindley, Phil. Mag. 36 (1945) 347. The intensity of a phase is tau times
/// that of infinitely fine grains, tau = (1/V) integral exp(-(mu - mean) x) dV over the paths x through a sphere.
/// </summary>
internal static class Microabsorption
{
    private const double ClassicalElectronRadius = 2.8179403205e-5;
    private const double AngstromsInMicrometre = 1e4;
    private const int Iterations = 30;

    /// <summary>What the heights of phases are multiplied by to be those of infinitely fine grains.</summary>
    /// <param name="phases">The phases.</param>
    /// <param name="heights">Their heights, which are proportional to their weights but for microabsorption.</param>
    /// <param name="wavelength">The wavelength in angstrom.</param>
    /// <param name="diameters">The diameters of their grains in micrometres.</param>
    public static double[] Factors(
        IReadOnlyList<Crystal> phases, IReadOnlyList<double> heights, double wavelength, IReadOnlyList<double> diameters)
    {
        double[] absorptions = [.. phases.Select(phase => AbsorptionOf(phase, wavelength))];
        double[] factors = [.. phases.Select(_ => 1.0)];
        for (int i = 0; i < Iterations; i++)
        {
            double[] volumes = [.. phases.Select((phase, k) => heights[k] * factors[k] / phase.Density)];
            double mean = volumes.Zip(absorptions, (volume, absorption) => volume * absorption).Sum()
                / Math.Max(volumes.Sum(), 1e-300);
            for (int k = 0; k < factors.Length; k++)
            {
                factors[k] = 1 / Transmission((absorptions[k] - mean) * 0.5 * diameters[k]);
            }
        }

        return factors;
    }

    /// <summary>
    /// The linear absorption coefficient in 1 / micrometre: 2 r_e lambda sum f'' / V, by the optical theorem. What is scattered
    /// and not absorbed is not part of it; for Cu K alpha it is 1 to 5 of 100 below the table of Elam, Ravel and Sieber.
    /// </summary>
    public static double AbsorptionOf(Crystal crystal, double wavelength)
    {
        double sum = crystal.Sites.Index().Sum(entry => entry.Item.Occupancy * crystal.Atoms.Multiplicities[entry.Index]
            * (Dispersion.Find(entry.Item.Kind.Element)?.At(wavelength).Imaginary ?? 0));
        return AngstromsInMicrometre * 2 * ClassicalElectronRadius * wavelength * sum / crystal.Cell.Volume;
    }

    /// <summary>tau of a sphere: 3 integral of u^2 exp(-2 z u) over u from 0 to 1, z = (mu - mean) R.</summary>
    public static double Transmission(double z)
    {
        const double Small = 1e-2;
        double a = 2 * z;
        return Math.Abs(a) < Small
            ? 1 - 0.75 * a + 0.3 * a * a
            : 3 * (2 - Math.Exp(-a) * (a * a + 2 * a + 2)) / (a * a * a);
    }
}
