using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// All structures that a curve may have, how probable they are beforehand, p(M | lambda), and how curves come about: what a
/// network learns from, and what its answers are judged by. Immutable; changed by <c>with</c>.
/// </summary>
public abstract record StructureFamily
{
    private const double MostEnumerated = 1 << 20;

    private protected StructureFamily(CurveDesign design, IReadOnlyList<StructurePart> parts)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(parts);
        Design = design;
        Layout = new(parts);
    }

    /// <summary>What the family is called in files and messages. "structures" by default.</summary>
    public string Name { get; init; } = "structures";

    /// <summary>How probable structures are before the data. <see cref="StructurePrior.Bernoulli"/> by default.</summary>
    public StructurePrior Prior { get; init; } = StructurePrior.Bernoulli;

    /// <summary>
    /// Between which parsimonies lambda is drawn, uniformly, for simulations. 0.05 to 0.95 by default; inside (0, 1), the
    /// smallest first.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound is not inside (0, 1), or the first is not below the second.
    /// </exception>
    public Interval Lambda
    {
        get;
        init
        {
            RequireLambda(value.Minimum);
            RequireLambda(value.Maximum);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value.Minimum, value.Maximum);
            field = value;
        }
    }
    = new(0.05, 0.95);

    /// <summary>Where curves are measured.</summary>
    public CurveDesign Design { get; }

    /// <summary>The parts, one option of each of which holds.</summary>
    public IReadOnlyList<StructurePart> Parts => Layout.Parts;

    /// <summary>The number of decisions that a structure consists of.</summary>
    public int Decisions => Layout.Decisions;

    /// <summary>
    /// Whether the data enter through their projections on the columns and their sum of squares alone, so that nothing is lost
    /// where a network sees no more.
    /// </summary>
    internal virtual bool ProjectionsSuffice => false;

    /// <summary>Whether the evidence of a structure is a formula, so that an exact posterior costs little.</summary>
    internal virtual bool HasExactEvidence => false;

    /// <summary>Which decisions belong to which part.</summary>
    internal StructureLayout Layout { get; }

    /// <summary>
    /// The unknowns that a network learns; null where they are drawn exactly, or where nothing is known of them.
    /// </summary>
    internal virtual ParameterLayout? Parameters => null;

    /// <summary>Sums of terms of the library's models, with its noise and priors.</summary>
    /// <param name="design">Where curves are measured.</param>
    /// <param name="parts">The parts, at least one; each option with its model and the prior of its parameters.</param>
    /// <param name="noise">How values scatter; may be missing where the options of one part say so.</param>
    /// <param name="common">What every structure has; nothing by default.</param>
    /// <param name="commonPrior">
    /// The prior of common parameters: of <paramref name="common"/>, of <paramref name="noise"/>, and whatever priors of
    /// options are tied or linked to.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A part or its options are wrong, a model does not fit its prior, or no noise is given, or two.
    /// </exception>
    public static StructureFamily Of(
        CurveDesign design,
        IReadOnlyList<StructurePart> parts,
        NoiseModel? noise = null,
        ForwardModel? common = null,
        Prior? commonPrior = null) => new ComponentFamily(design, parts, noise, common, commonPrior);

    /// <summary>The candidates of a family of models, as alternatives.</summary>
    /// <param name="family">The models.</param>
    /// <param name="design">Where curves are measured.</param>
    public static StructureFamily Of(ModelFamily family, CurveDesign design)
    {
        ArgumentNullException.ThrowIfNull(family);
        IEnumerable<StructureOption> options =
            family.Candidates.Select(one => new StructureOption(one.Name, one.Model, one.Prior, one.Noise));
        return Of(design, [StructurePart.OneOf("model", [.. options])]);
    }

    /// <summary>
    /// Sums of columns with the conjugate prior, w | s^2 ~ N(0, variance s^2) and s^2 ~ InverseGamma(shape, rate): the evidence
    /// of every structure is exact.
    /// </summary>
    /// <param name="points">Where is measured; a sigma is the relative size of the noise of a point.</param>
    /// <param name="parts">
    /// The parts; every term of an option has one parameter, to which it is proportional, and options have no prior.
    /// </param>
    /// <param name="variance">The variance of a coefficient, in units of that of the noise: above 0. 4 by default.</param>
    /// <param name="shape">The shape of the noise's prior: above 0. 3 by default.</param>
    /// <param name="rate">The rate of the noise's prior, in units of y squared: above 0. 0.5 by default.</param>
    /// <exception cref="ArgumentException">A term is not proportional to its one parameter, or an option has a prior.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of the prior is not above 0 and finite.</exception>
    public static StructureFamily Linear(
        Measurement points, IReadOnlyList<StructurePart> parts, double variance = 4, double shape = 3, double rate = 0.5) =>
        new LinearFamily(points, parts, variance, shape, rate);

    /// <summary>Curves of a simulator of one's own: nothing else need be known of them.</summary>
    /// <param name="design">Where curves are measured.</param>
    /// <param name="parts">The parts; models and priors of their options are not read.</param>
    /// <param name="simulate">
    /// Draws the measured values of a structure at some points, from nothing but the stream. It is called from several threads.
    /// </param>
    public static StructureFamily Simulated(
        CurveDesign design, IReadOnlyList<StructurePart> parts, Func<Structure, Measurement, RandomStream, double[]> simulate) =>
        new SimulatedFamily(design, parts, simulate);

    /// <summary>Draws a parsimony, a structure and its curve.</summary>
    /// <param name="random">Where the random numbers come from: the same stream gives the same curve.</param>
    /// <exception cref="InvalidOperationException">
    /// The simulator threw, or gave a value that is no number; the message names the structure and its parameters.
    /// </exception>
    public SimulatedCurve Simulate(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double lambda = Lambda.Minimum + Lambda.Length * random.NextUniform();
        Structure structure = DrawPrior(lambda, random);
        (Measurement curve, double[] parameters) = SimulateAt(Design.Draw(random), structure, random);
        return new(lambda, structure, curve) { Parameters = parameters };
    }

    /// <summary>Draws a curve of a structure.</summary>
    /// <inheritdoc cref="Simulate(RandomStream)" path="/exception"/>
    /// <param name="structure">The structure.</param>
    /// <param name="random">Where the random numbers come from.</param>
    public Measurement Simulate(Structure structure, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        RequireStructure(structure);
        return SimulateAt(Design.Draw(random), structure, random).Curve;
    }

    /// <summary>The names of the unknowns of a structure; none where a simulator of one's own does not tell them.</summary>
    /// <param name="structure">The structure.</param>
    public virtual IReadOnlyList<string> ParameterNamesOf(Structure structure) => [];

    /// <summary>Draws a structure from the prior.</summary>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    /// <param name="random">Where the random numbers come from.</param>
    public Structure DrawPrior(double lambda, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        RequireLambda(lambda);
        return Prior.Draw(Layout, lambda, random);
    }

    /// <summary>ln p(M | lambda).</summary>
    /// <param name="structure">The structure M.</param>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    public double LogPrior(Structure structure, double lambda)
    {
        RequireStructure(structure);
        RequireLambda(lambda);
        return Prior.LogProbability(Layout, structure, lambda);
    }

    /// <summary>The structure with given options.</summary>
    /// <param name="options">The name of an option of each part, in the order of <see cref="Parts"/>.</param>
    /// <exception cref="ArgumentException">There is no such option, or their number is wrong.</exception>
    public Structure StructureOf(params IReadOnlyList<string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int[] chosen = [.. options.Zip(Parts, (name, part) => part.Options.Select(option => option.Name).ToList().IndexOf(name))];
        return options.Count == Parts.Count && chosen.All(option => option >= 0)
            ? Layout.Of(chosen)
            : throw new ArgumentException(
                $"A structure of \"{Name}\" has an option of each of: {string.Join("; ", Parts)}.");
    }

    /// <summary>A structure in words: the options of its parts; components that are off are left out.</summary>
    /// <param name="structure">The structure.</param>
    public string NameOf(Structure structure)
    {
        RequireStructure(structure);
        return Layout.NameOf(structure);
    }

    /// <summary>The probabilities of all structures given a curve, from the evidence of each of them.</summary>
    /// <param name="curve">The measured curve.</param>
    /// <param name="lambda">The parsimony: inside (0, 1).</param>
    /// <param name="inference">What finds the evidence; not needed where it is exact.</param>
    /// <exception cref="NotSupportedException">There are more than a million structures, or there is no evidence.</exception>
    public StructureDistribution Posterior(Measurement curve, double lambda, IInference? inference = null)
    {
        StructureEvidence evidence = EvidenceOf(curve, inference);
        Structure[] all = RequireFew();
        double[] logs = [.. all.Select(structure => LogPrior(structure, lambda) is var prior && double.IsNegativeInfinity(prior)
            ? prior
            : prior + evidence.Of(structure).LogEvidence)];
        double total = LogSum.Of(logs);
        return new(this, all.Zip(logs, (structure, log) => (structure, Math.Exp(log - total))));
    }

    /// <summary>What knows the evidence p(curve | structure) of a curve.</summary>
    /// <param name="curve">The measured curve.</param>
    /// <param name="inference">What finds the evidence, such as replica exchange; not needed where it is exact.</param>
    /// <exception cref="NotSupportedException">There is none: a simulator does not tell it, or no inference is given.</exception>
    /// <exception cref="ArgumentException">The curve is not one of the design.</exception>
    public abstract StructureEvidence EvidenceOf(Measurement curve, IInference? inference = null);

    /// <summary>Some structures as models of the library, to be compared by any inference.</summary>
    /// <param name="structures">The structures, at least one, no two alike.</param>
    /// <exception cref="NotSupportedException">The family is not made of models with priors and a noise.</exception>
    public virtual ModelFamily ModelsOf(IReadOnlyList<Structure> structures) => throw new NotSupportedException(
        $"\"{Name}\" has no models with priors and noise to compare: make it of these by StructureFamily.Of.");

    /// <summary>What tells this family from others: name, parts, prior, lambda, design, and what its kind adds.</summary>
    internal virtual IEnumerable<(string Name, string Text)> Description =>
    [
        ("family", Name),
        ("parts", string.Join("; ", Parts)),
        ("prior", $"{Prior}"),
        ("lambda", string.Create(CultureInfo.InvariantCulture, $"{Lambda.Minimum} to {Lambda.Maximum}")),
        ("design", Design.Text),
    ];

    /// <summary>The position of a part.</summary>
    internal int PositionOf(string part)
    {
        int position = Parts.Select(one => one.Name).ToList().IndexOf(part);
        return position >= 0 ? position : throw new KeyNotFoundException(
            $"\"{Name}\" has no part \"{part}\". Known are {string.Join(", ", Parts.Select(one => one.Name))}.");
    }

    /// <summary>
    /// Curves that a decision adds where it is yes, on given points: columns, or draws from its prior. May be none.
    /// </summary>
    internal virtual IReadOnlyList<double[]> TemplatesOf(int decision, Measurement points) => [];

    /// <summary>How often residuals of a structure are as strange as those of a curve; null where nobody knows.</summary>
    internal virtual double? ResidualProbability(Measurement curve, Structure structure) => null;

    /// <summary>The curve of a structure without noise.</summary>
    internal virtual double[] Predict(Structure structure, IReadOnlyList<double> values, double[] x) => throw NoParameters();

    /// <summary>Draws parameters of a structure from their exact posterior; null where that is not known.</summary>
    internal virtual Func<RandomStream, double[]>? ExactParameters(Measurement curve, Structure structure) => null;

    /// <summary>What is said where parameters are asked for that nobody can tell.</summary>
    internal NotSupportedException NoParameters() => new(
        $"The parameters of \"{Name}\" are not known: make it of models and continuous priors, and train with parameter layers.");

    /// <summary>Draws the values of a structure at given points, and tells with which parameters.</summary>
    private protected abstract (Measurement Curve, double[] Parameters) SimulateAt(
        Measurement points, Structure structure, RandomStream random);

    /// <summary>A parsimony inside (0, 1).</summary>
    internal static void RequireLambda(double lambda)
    {
        if (!(lambda is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "The parsimony lambda must be inside (0, 1).");
        }
    }

    private void RequireStructure(Structure structure)
    {
        if (!Layout.IsAllowed(structure))
        {
            throw new ArgumentException(
                $"The decisions {structure.Decisions:b} are no structure of \"{Name}\".", nameof(structure));
        }
    }

    private Structure[] RequireFew() => Layout.Count <= MostEnumerated
        ? [.. Layout.All()]
        : throw new NotSupportedException(FormattableString.Invariant(
            $"\"{Name}\" has {Layout.Count:G3} structures, too many to go through: train a network."));
}
