namespace CustomModel;

/// <summary>What is not pointwise: a convolution, a differential equation, the diagonalisation of a matrix.</summary>
public static class Examples
{
    private const double ResolutionBin = 0.025;

    /// <summary>Neutrons scattered by a liquid in pores: a third of it sticks to the walls.</summary>
    public static Example Convolution { get; } = new(
        "quasi-elastic line",
        (Grid(-0.8, 0.8, 65), "energy transfer", "meV"),
        ("intensity", "counts"),
        [100, 0.35, 0.12, 8, 4],
        new Candidate(
            "resting and diffusing",
            null,
            ForwardModel.Curve(new QuasiElasticLine(Resolution(), ResolutionBin)) + ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Unknown,
            new()
            {
                ["area"] = Prior.Uniform(0, 500),
                ["elastic"] = Prior.Uniform(0, 1),
                ["width"] = Prior.LogUniform(0.01, 1),
                ["offset"] = Prior.Uniform(0, 50),
                ["noise"] = Prior.LogUniform(0.4, 40),
            }));

    /// <summary>The product of an enzyme over time.</summary>
    public static Example DifferentialEquation { get; } = new(
        "enzyme kinetics",
        (Grid(0.5, 30, 60), "time", "s"),
        ("product", "mM"),
        [1.0, 0.09, 0.3, 0.01],
        new Candidate(
            "Michaelis and Menten",
            null,
            ForwardModel.Curve(new EnzymeKinetics()),
            GaussianNoise.Unknown,
            new()
            {
                ["substrate"] = Prior.Uniform(0.5, 2),
                ["rate"] = Prior.LogUniform(0.01, 1),
                ["affinity"] = Prior.LogUniform(0.01, 10),
                ["noise"] = Prior.LogUniform(0.001, 0.1),
            }));

    /// <summary>The 3d level of cerium: are two configurations of the f shell enough?</summary>
    public static Example Diagonalisation { get; } = new(
        "core level of cerium",
        (Grid(872, 908, 145), "binding energy", "eV"),
        ("intensity", "counts"),
        [4000, 897, 1.3, 1.6, 12.5, 0.5, 10.5, 25],
        Cerium("f0, f1", 2),
        Cerium("f0, f1, f2", 3));

    // <candidates>
    private static Candidate Cerium(string name, int configurations) => new(
        name,
        null,
        ForwardModel.Curve(new ImpurityPhotoemission(configurations)),
        GaussianNoise.Unknown,
        new Prior
        {
            ["area"] = Prior.Uniform(0, 20000),
            ["origin"] = Prior.Uniform(885, 905),
            ["width"] = Prior.LogUniform(0.5, 5),
            ["gap"] = Prior.Normal(0, 3),
            ["attraction"] = Prior.Uniform(5, 20),
            ["hybridisation"] = Prior.HalfNormal(1),
        }
        + (configurations > 2 ? new Prior { ["repulsion"] = Prior.Normal(10, 2) } : new Prior())
        + new Prior { ["noise"] = Prior.LogUniform(1, 100) });
    // </candidates>

    private static double[] Grid(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1))];

    /// <summary>A measured resolution has a tail that no formula gives: here, that of neutrons which came late.</summary>
    private static double[] Resolution() =>
        [.. Enumerable.Range(-14, 29).Select(i => Math.Exp(-0.08 * i * i) + (i > 0 ? 0.25 * Math.Exp(-0.3 * i) : 0))];
}
