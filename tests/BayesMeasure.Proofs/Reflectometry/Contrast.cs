using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Reflectometry;

/// <summary>One of the three liquids under the polymer film.</summary>
/// <param name="Name">The name of the liquid.</param>
/// <param name="File">The file of its data.</param>
/// <param name="Density">About the scattering length density of the liquid, in 1e-6/A^2.</param>
internal sealed record Contrast(string Name, string File, double Density)
{
    public static IReadOnlyList<Contrast> All { get; } =
    [
        new("D2O", "e361r_d2o", 6.3), new("matched", "e365r_cm_sld3.47", 3.4), new("H2O", "e366r_h2o", -0.56),
    ];

    /// <summary>What the film has in any liquid. Its fringes fit almost as well with one fringe more or less.</summary>
    public static Prior OfTheFilm { get; } = new()
    {
        ["thickness"] = Prior.Uniform(50, 500),
        ["oxideThickness"] = Prior.Uniform(0, 40),
        ["roughness"] = Prior.Uniform(0, 15),
    };

    /// <summary>What belongs to the measurement in this liquid.</summary>
    public Prior Own => new()
    {
        ["film"] = Prior.Uniform(-0.5, 2),
        ["liquid"] = Prior.Normal(Density, 0.3),
        ["scale"] = Prior.Normal(1, 0.1),
        ["background"] = Prior.LogUniform(1e-6, 1e-4),
        ["factor"] = Prior.LogUniform(0.5, 5),
    };

    public JointPart Read()
    {
        SharedTable table = SharedTable.Read("reflectometry", "polymer_film_3contrasts", $"{File}.csv");
        var data = new Measurement(table.Numbers("Q_invA"), table.Numbers("R"), table.Numbers("dR_1sd"));
        return new(Name, data, ForwardModel.Curve(new FilmReflectivity()), new ScaledErrors());
    }
}
