using System.Numerics;
using BayesMeasure.Models;

namespace BayesMeasure.Proofs.Reflectometry;

/// <summary>
/// The reflectivity of a film between silicon and a liquid, as a user would write it: the recursion of Parratt (Phys. Rev. 95,
/// 359, 1954) over silicon | oxide | film | liquid, each interface with the roughness factor of Nevot and Croce (Rev. Phys. Appl.
/// 15, 761, 1980), smeared by the resolution of the instrument, times a scale, plus a background.
/// </summary>
/// <remarks>
/// x is the momentum transfer Q in 1/A; y is the reflectivity, without a unit. Thicknesses and the roughness are in A, scattering
/// length densities in 1e-6/A^2; nothing absorbs. The resolution is Gaussian, its full width at half maximum 4 % of Q.
/// </remarks>
internal sealed class FilmReflectivity : ICurveModel
{
    private const double Silicon = 2.07;
    private const double Oxide = 3.47;
    private const double Resolution = 0.04 / 2.3548200450309493;

    public IReadOnlyList<string> ParameterNames { get; } =
        ["thickness", "film", "liquid", "oxideThickness", "roughness", "scale", "background"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        int width = Vector<double>.Count;
        Span<double> some = stackalloc double[width];
        for (int i = 0; i < x.Length; i += width)
        {
            int count = Math.Min(width, x.Length - i);
            some.Fill(x[i]);
            x.Slice(i, count).CopyTo(some);
            Smeared(new Vector<double>(some), parameters).CopyTo(some);
            some[..count].CopyTo(y[i..]);
        }
    }

    /// <summary>The share of neutrons that an ideal instrument would see reflected.</summary>
    internal static Vector<double> Reflectivity(Vector<double> q, ReadOnlySpan<double> parameters)
    {
        double roughness = parameters[4];
        var silicon = new Wave(0.5 * q, Vector<double>.Zero);
        Wave oxide = WaveNumber(q, Oxide);
        Wave film = WaveNumber(q, parameters[1]);
        Wave liquid = WaveNumber(q, parameters[2]);
        Wave amplitude = Fresnel(film, liquid, roughness);
        amplitude = Through(Fresnel(oxide, film, roughness), amplitude, film, parameters[0]);
        amplitude = Through(Fresnel(silicon, oxide, roughness), amplitude, oxide, parameters[3]);
        return amplitude.SquaredMagnitude;
    }

    /// <summary>The trapezoidal rule, which is exact to rounding for what a Gaussian has smeared out.</summary>
    private static Vector<double> Smeared(Vector<double> q, ReadOnlySpan<double> parameters)
    {
        Vector<double> sum = Vector<double>.Zero;
        double norm = 0;
        for (double place = -3; place <= 3; place += 0.75)
        {
            double weight = Math.Exp(-0.5 * place * place);
            sum += weight * Reflectivity((1 + place * Resolution) * q, parameters);
            norm += weight;
        }

        return parameters[5] / norm * sum + new Vector<double>(parameters[6]);
    }

    /// <summary>The wave number perpendicular to the surface: real, or imaginary where the wave only decays.</summary>
    private static Wave WaveNumber(Vector<double> q, double density) =>
        Wave.Root(0.25 * q * q - new Vector<double>(4e-6 * Math.PI * (density - Silicon)));

    private static Wave Fresnel(Wave above, Wave below, double roughness)
    {
        Wave product = above * below;
        double factor = -2 * roughness * roughness;
        return (above - below) / (above + below) * Wave.Exp(new(factor * product.Real, factor * product.Imaginary));
    }

    /// <summary>What comes back from an interface and, through a layer, from all below it.</summary>
    private static Wave Through(Wave interfaceAmplitude, Wave below, Wave layer, double thickness)
    {
        Wave returned = below * Wave.Exp(new(-2 * thickness * layer.Imaginary, 2 * thickness * layer.Real));
        var one = new Wave(Vector<double>.One, Vector<double>.Zero);
        return (interfaceAmplitude + returned) / (one + interfaceAmplitude * returned);
    }
}
