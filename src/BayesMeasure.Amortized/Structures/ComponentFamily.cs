using System.Collections.Concurrent;
using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Structures;

/// <summary>Sums of terms of the library's models, with its noise and priors.</summary>
internal sealed record ComponentFamily : StructureFamily
{
    private const int TemplateDraws = 8;
    private const ulong TemplateSeed = 1;

    private readonly NoiseModel? noise;
    private readonly ForwardModel common;
    private readonly Prior commonPrior;
    private readonly ConcurrentDictionary<Structure, Posterior> posteriors = [];
    private readonly Lazy<ParameterLayout?> parameters;

    public ComponentFamily(
        CurveDesign design, IReadOnlyList<StructurePart> parts, NoiseModel? noise, ForwardModel? common, Prior? commonPrior)
        : base(design, parts)
    {
        this.noise = noise;
        this.common = common ?? ForwardModel.Zero;
        this.commonPrior = commonPrior ?? new Prior();
        RequireNoise();
        foreach (Structure structure in Extremes())
        {
            _ = PosteriorOf(structure);
        }

        parameters = new(() => ParameterLayout.IsContinuous(Layout, PosteriorOf) ? new(Layout, PosteriorOf) : null);
    }

    internal override ParameterLayout? Parameters => parameters.Value;

    internal override IEnumerable<(string Name, string Text)> Description
    {
        get
        {
            foreach ((string name, string text) in base.Description)
            {
                yield return (name, text);
            }

            foreach (Structure structure in Extremes())
            {
                Posterior posterior = PosteriorOf(structure);
                string name = NameOf(structure);
                yield return ($"model {name}", string.Join("; ", posterior.Model.Terms.Select(term => term.ModelType.Name)));
                yield return ($"noise {name}", $"{posterior.Noise}");
                IEnumerable<string> priors = posterior.Prior.Entries.Select(entry => $"{entry.Name} {entry.Rule}");
                yield return ($"priors {name}", string.Join("; ", priors));
            }
        }
    }

    /// <exception cref="NotSupportedException">No inference is given, or it cannot answer.</exception>
    public override StructureEvidence EvidenceOf(Measurement curve, IInference? inference = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return inference is null
            ? throw new NotSupportedException(
                $"The evidence of structures of \"{Name}\" is found by an inference: give one, such as replica exchange.")
            : new(structure => EvidenceOf(CandidateOf(structure).Given(curve), inference));
    }

    public override ModelFamily ModelsOf(IReadOnlyList<Structure> structures)
    {
        ArgumentNullException.ThrowIfNull(structures);
        return new([.. structures.Select(CandidateOf)]);
    }

    internal override IReadOnlyList<double[]> TemplatesOf(int decision, Measurement points)
    {
        int[] options = new int[Parts.Count];
        int part = Layout.PartOf(decision);
        options[part] = Layout.StepOf(decision) + 1;
        Posterior posterior = PosteriorOf(Layout.Of(options));
        int[] terms = TermsGained(options, part);
        var random = new RandomStream(TemplateSeed, decision, replica: 0);
        return terms.Length == 0 ? [] : [.. Enumerable.Range(0, TemplateDraws).Select(draw =>
        {
            random.BeginSweep(draw);
            double[] values = DrawParameters(posterior, random);
            return terms.Select(term => posterior.PredictTerm(values, term, points.X.AsSpan()))
                .Aggregate((left, right) => [.. left.Zip(right, (a, b) => a + b)]);
        })];
    }

    public override IReadOnlyList<string> ParameterNamesOf(Structure structure) =>
        [.. PosteriorOf(structure).Parameters.Select(parameter => parameter.Name)];

    internal override double[] Predict(Structure structure, IReadOnlyList<double> values, double[] x) =>
        PosteriorOf(structure).Predict([.. values], x);

    private protected override (Measurement Curve, double[] Parameters) SimulateAt(
        Measurement points, Structure structure, RandomStream random)
    {
        Posterior posterior = PosteriorOf(structure);
        double[] values = DrawParameters(posterior, random);
        try
        {
            double[] curve = posterior.Predict(values, points.X.AsSpan());
            return curve.All(double.IsFinite)
                ? (posterior.Noise.Simulate(points, curve, posterior.NoiseParametersOf(values), random), values)
                : throw new InvalidOperationException("the curve has a value that is no number");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            string parameters = string.Join(", ", posterior.Parameters.Zip(
                values, (parameter, value) => string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} = {value}")));
            throw new InvalidOperationException(
                $"\"{NameOf(structure)}\" of \"{Name}\" cannot be simulated at {parameters}: {fault.Message}", fault);
        }
    }

    /// <summary>A model without unknowns has its likelihood as evidence.</summary>
    private static FreeEnergyEstimate EvidenceOf(Posterior posterior, IInference inference)
    {
        if (posterior.Parameters.Count > 0)
        {
            return inference.Run(posterior).FreeEnergy;
        }

        ITargetState state = posterior.CreateState();
        state.Set([]);
        return FreeEnergyEstimate.Exact("exact, no unknowns", state.LogLikelihood);
    }

    private static double[] DrawParameters(Posterior posterior, RandomStream random) =>
        [.. posterior.Parameters.Select(parameter => parameter.Prior.Draw(random))];

    private Posterior PosteriorOf(Structure structure) => posteriors.GetOrAdd(structure, added =>
    {
        Measurement points = Design.Points ?? Design.Draw(new(TemplateSeed, chain: 0, replica: 0));
        return CandidateOf(added).Given(points.WithValues(new double[points.Count]));
    });

    /// <summary>The structure as one model: its terms after those of all structures, its noise, its priors.</summary>
    private Candidate CandidateOf(Structure structure)
    {
        StructureOption[] options =
            [.. Parts.Zip(Layout.OptionsOf(structure), (part, option) => part.Options[option])];
        ForwardModel model = options.Aggregate(common, (sum, option) => option.Model is null ? sum : sum + option.Model);
        Prior prior = options.Aggregate(commonPrior, (sum, option) => option.Prior is null ? sum : sum + option.Prior);
        NoiseModel scatter = options.Select(option => option.Noise).FirstOrDefault(own => own is not null) ?? noise!;
        return new(NameOf(structure), Components: null, model, scatter, prior);
    }

    /// <summary>
    /// The terms that a structure has more than one with the option before; alternatives have all of their own.
    /// </summary>
    private int[] TermsGained(int[] options, int part)
    {
        int TermsOf(int one, int option) => Parts[one].Options[option].Model?.Terms.Count ?? 0;
        int before = common.Terms.Count + Enumerable.Range(0, part).Sum(one => TermsOf(one, options[one]));
        int shared = Parts[part].CountsCopies ? TermsOf(part, options[part] - 1) : 0;
        return [.. Enumerable.Range(before + shared, TermsOf(part, options[part]) - shared)];
    }

    /// <summary>Structures that have every option of every part: the first with all first ones, and so on.</summary>
    private IEnumerable<Structure> Extremes() => Enumerable.Range(0, Parts.Max(part => part.Options.Count)).Select(option =>
        Layout.Of([.. Parts.Select(part => Math.Min(option, part.Options.Count - 1))]));

    private void RequireNoise()
    {
        StructurePart[] noisy = [.. Parts.Where(part => part.Options.Any(option => option.Noise is not null))];
        bool isTold = noisy is [var one] && one.Options.All(option => option.Noise is not null);
        if (noisy.Length > 1 || isTold == noise is not null || (noisy.Length == 1 && !isTold))
        {
            throw new ArgumentException(
                "How values scatter is told once: by the noise of the family, or by every option of one part.");
        }
    }
}
