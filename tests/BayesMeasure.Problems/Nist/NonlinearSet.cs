using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Nist;

/// <summary>One of NIST's 27 nonlinear reference data sets, with its two starts and its certified values.</summary>
public sealed class NonlinearSet
{
    /// <summary>The ratio of the bounds of the flat priors to the largest start: they are as good as none.</summary>
    private const double BoxOverStart = 1e6;

    private NonlinearSet(string name)
    {
        IReadOnlyList<string[]> lines = NistTable.Read(name);
        double[] Column(int j) => [.. lines.Select(line => NistTable.Number(line[j]))];
        Name = name;
        Measurement = name == "Nelson"
            ? new(x: [.. Enumerable.Range(0, lines.Count).Select(row => (double)row)], y: [.. Column(0).Select(value => Math.Log(value))])
            : new(x: Column(1), y: Column(0));
        Model = name == "Nelson" ? ForwardModel.Curve(new DielectricBreakdown(Column(1), Column(2))) : ModelOf(name);
        string[][] certified = [.. NistTable.Read("certified_nonlinear").Where(line => line[0] == name)];
        double[] Certified(int j) => [.. certified.Select(line => NistTable.Number(line[j]))];
        (Estimates, StandardDeviations, Starts) = (Certified(2), Certified(3), [Certified(4), Certified(5)]);
        ResidualDeviation = NistTable.Number(NistTable.Read("certified_residuals").Single(line => line[0] == name)[1]);
    }

    /// <summary>The names of all sets.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. NistTable.Read("certified_nonlinear").Select(line => line[0]).Distinct()];

    public string Name { get; }

    public Measurement Measurement { get; }

    /// <summary>The model, its parameters in NIST's order.</summary>
    public ForwardModel Model { get; }

    public double[] Estimates { get; }

    public double[] StandardDeviations { get; }

    /// <summary>The first start, far from the solution, and the second one, nearer.</summary>
    public double[][] Starts { get; }

    public double ResidualDeviation { get; }

    /// <summary>Reads a set.</summary>
    public static NonlinearSet Read(string name) => new(name);

    /// <summary>The set as a posterior with noise of unknown level and flat priors.</summary>
    public Posterior Posterior()
    {
        Prior boxes = Model.ParameterNames
            .Select((name, i) => Box(name, BoxOverStart * Starts.Max(start => Math.Abs(start[i]))))
            .Aggregate((all, next) => all + next);
        double range = Measurement.YRange.Length;
        return new(
            Measurement, Model, GaussianNoise.Unknown,
            boxes + new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(1e-20 * range, 1e3 * range) });
    }

    private static Prior Box(string name, double half) => new() { [name] = Prior.Uniform(-half, half) };

    private static ForwardModel ModelOf(string name) => name switch
    {
        "Misra1a" or "BoxBOD" => ForwardModel.Of<Saturation>(),
        "Misra1b" => ForwardModel.Of<SquareSaturation>(),
        "Misra1c" => ForwardModel.Of<RootSaturation>(),
        "Misra1d" => ForwardModel.Of<Hyperbola>(),
        "Chwirut1" or "Chwirut2" => ForwardModel.Of<UltrasonicResponse>(),
        "Lanczos1" or "Lanczos2" or "Lanczos3" => ForwardModel.Of<ExponentialDecay>().Repeat(3),
        "Gauss1" or "Gauss2" or "Gauss3" => GaussSet.Model,
        "DanWood" => ForwardModel.Of<PowerLaw>(),
        "Kirby2" => ForwardModel.Of<RationalQuadratic>(),
        "Hahn1" or "Thurber" => ForwardModel.Of<RationalCubic>(),
        "MGH17" => ForwardModel.Of<TwoDecays>(),
        "MGH10" => ForwardModel.Of<ThermistorResistance>(),
        "MGH09" => ForwardModel.Of<EnzymeRate>(),
        "Roszman1" => ForwardModel.Of<QuantumDefect>(),
        "ENSO" => ForwardModel.Of<ThreeCycles>(),
        "Rat42" => ForwardModel.Of<LogisticGrowth>(),
        "Rat43" => ForwardModel.Of<RichardsGrowth>(),
        "Eckerle4" => ForwardModel.Of<InterferenceTransmittance>(),
        "Bennett5" => ForwardModel.Of<Magnetism>(),
        _ => throw new ArgumentException($"NIST has no nonlinear set '{name}'.", nameof(name)),
    };
}
