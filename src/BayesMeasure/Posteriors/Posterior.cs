using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The question one measured curve is asked: a measurement, a forward model, a noise model and a prior, which together
/// define p(theta | data) = L(theta) p(theta) / Z.
/// </summary>
public sealed class Posterior : ITarget
{
    private const double SmallestScale = 1e-140;
    private const double LargestScale = 1e140;

    private readonly CurveLayout layout;
    private readonly CurveData data;
    private readonly Lazy<IReadOnlyList<MatchedComponents>> matched;

    /// <summary>Joins what is asked.</summary>
    /// <param name="measurement">The measured curve.</param>
    /// <param name="model">What a noise-free measurement would give.</param>
    /// <param name="noise">How measured values scatter about it.</param>
    /// <param name="prior">A rule for every parameter of the model and of the noise, by name.</param>
    /// <exception cref="ArgumentException">
    /// y is too large or too small a number to be squared, the names of the prior and of the model do not match, a tie leads
    /// nowhere, the measurement lacks the sigma that the noise needs, the model has a smooth background beside noise that is not
    /// Gaussian, a component is not proportional to the amplitude it names, or a term of the model is wrong: it fails wherever
    /// it is tried, leaves elements of y unwritten, gives another curve at the same parameters, or has replicas that share
    /// memory.
    /// </exception>
    public Posterior(Measurement measurement, ForwardModel model, NoiseModel noise, Prior prior)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(prior);
        RequireSquares(measurement);
        Measurement = measurement;
        Model = model;
        Noise = noise;
        Prior = prior;
        layout = new(model, noise, prior);
        data = new(measurement, noise.Bind(measurement));
        Lanes = LaneWidth.Widest;
        Smooth = SmoothCurve.Of(this);
        Curves = [new(measurement.Name, this, [.. Enumerable.Range(0, Parameters.Count)])];
        Groups = ComponentGroups.Of(Parameters, Curves);
        matched = new(() => MatchedComponents.Find(this));
        ModelCheck.RequireSound(this);
    }

    private Posterior(Posterior other, int lanes)
    {
        (Measurement, Model, Noise, Prior) = (other.Measurement, other.Model, other.Noise, other.Prior);
        (layout, data, Smooth, Groups) = (other.layout, other.data, other.Smooth, other.Groups);
        Lanes = lanes;
        Curves = [new(Measurement.Name, this, other.Curves[0].Positions)];
        matched = new(() => MatchedComponents.Find(this));
    }

    /// <summary>The measured curve.</summary>
    public Measurement Measurement { get; }

    /// <summary>What a noise-free measurement would give.</summary>
    public ForwardModel Model { get; }

    /// <summary>How measured values scatter about the prediction.</summary>
    public NoiseModel Noise { get; }

    /// <summary>The prior, with its fixed and tied parameters.</summary>
    public Prior Prior { get; }

    /// <summary>The noise as it has met the measurement: weights, constants, and the density of the values.</summary>
    public NoiseBinding NoiseBinding => data.Noise;

    /// <summary>
    /// In how many partial sums side by side the data points are summed: as many as the processor's vectors hold, unless
    /// <see cref="WithLanes"/> was asked. It is all in which processors differ: random numbers and elementary functions are the
    /// same bits on each.
    /// </summary>
    public int Lanes { get; }

    /// <summary>How the unknowns feed the model and the noise, in numbers: for engines with states of their own.</summary>
    public PosteriorTable Table => new(layout);

    /// <summary>How the unknowns feed the model and the noise.</summary>
    internal CurveLayout Layout => layout;

    /// <summary>The components that a residual can find a place for.</summary>
    internal IReadOnlyList<MatchedComponents> Matched => matched.Value;

    /// <summary>The part of the model whose coefficients are integrated out; null where there is none.</summary>
    internal SmoothCurve? Smooth { get; }

    /// <summary>The measurement, laid out for vector loops.</summary>
    internal CurveData Data => data;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters => layout.Parameters;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Blocks => layout.Blocks;

    /// <summary>This curve alone.</summary>
    public IReadOnlyList<MeasuredCurve> Curves { get; }

    /// <summary>The terms of the model, the noise, what is fixed, tied or linked, the checksums of the data, the lanes.</summary>
    public IEnumerable<(string Name, string Text)> Description => PosteriorDescription.Of(this);

    /// <inheritdoc/>
    public IReadOnlyList<ComponentGroup> Groups { get; }

    /// <summary>The first link or term that throws or is not a number at a point, and where; null when none is.</summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    public string? FaultAt(ReadOnlySpan<double> values)
    {
        if (layout.FaultOfLinks(values) is { } linked)
        {
            return linked;
        }

        foreach ((int position, Term term) in Model.Terms.Index())
        {
            if (FaultOf(term, ParametersOf(values, position)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public ITarget WithLanes(int lanes) =>
        LaneWidth.Require(lanes, nameof(lanes)) == Lanes ? this : new Posterior(this, lanes);

    /// <summary>The log likelihood with its derivatives: exact, but for curves and links that are functions of doubles.</summary>
    public ILogLikelihoodGradient CreateGradient() => LogLikelihoodGradient.Of(this);

    /// <inheritdoc/>
    public ITargetState CreateState() => CreateState(Lanes);

    /// <summary>
    /// The parameters of one term of the model: the unknowns in their places, with what is fixed, tied or linked filled in.
    /// </summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    /// <param name="term">The position of the term in <see cref="ForwardModel.Terms"/>.</param>
    public double[] ParametersOf(ReadOnlySpan<double> values, int term)
    {
        double[] all = layout.WithLinks(values);
        return [.. layout.Terms[term].Select(source => source.Resolve(all))];
    }

    /// <summary>The parameters of the noise, in the order of <see cref="NoiseModel.ParameterNames"/>.</summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    public double[] NoiseParametersOf(ReadOnlySpan<double> values)
    {
        double[] all = layout.WithLinks(values);
        return [.. layout.Noise.Select(source => source.Resolve(all))];
    }

    /// <summary>
    /// The curve that the model predicts. Of a smooth background, whose coefficients are integrated out, it has the best one that
    /// the data leave beside these values, which is its mean.
    /// </summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    /// <param name="x">Where to predict; need not be the measured points.</param>
    public double[] Predict(ReadOnlySpan<double> values, ReadOnlySpan<double> x) => Evaluate(values, x, null);

    /// <summary>
    /// The curve of <see cref="Predict"/> with a smooth background that is drawn from what the data leave possible beside these
    /// values: so the curves of many draws scatter as the posterior does. The same curve where the model has none.
    /// </summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    /// <param name="x">Where to predict; need not be the measured points.</param>
    /// <param name="random">
    /// Where the random numbers come from, the same stream for the same background; not read where the model has none.
    /// </param>
    public double[] DrawCurve(ReadOnlySpan<double> values, ReadOnlySpan<double> x, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Evaluate(values, x, random);
    }

    /// <summary>The curve of one term of the model; a smooth background is the best one beside these values.</summary>
    /// <param name="values">One value an unknown, in the order of <see cref="Parameters"/>.</param>
    /// <param name="term">The position of the term in <see cref="ForwardModel.Terms"/>.</param>
    /// <param name="x">Where to predict; need not be the measured points.</param>
    public double[] PredictTerm(ReadOnlySpan<double> values, int term, ReadOnlySpan<double> x)
    {
        double[] curve = new double[x.Length];
        Model.Terms[term].Evaluate(x, ParametersOf(values, term), curve);
        if (Smooth?.Term == term)
        {
            Smooth.AddAt(x, SmoothCoefficients(Smooth, values, null), curve);
        }

        return curve;
    }

    /// <summary>A state that computes with a given number of lanes: 1, 2, 4 or 8.</summary>
    internal ITargetState CreateState(int lanes) => NoiseBinding.Accept(new StateFactory(this, lanes));

    /// <summary>Every noise squares what it is given: y of 1e200 or of 1e-200 leaves no number.</summary>
    private static void RequireSquares(Measurement measurement)
    {
        double largest = Math.Max(Math.Abs(measurement.YRange.Minimum), Math.Abs(measurement.YRange.Maximum));
        if (largest > 0 && largest is < SmallestScale or > LargestScale)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The measurement '{measurement.Name}' has y up to {largest:G3}, whose square is no number: give y in another ")
                + "unit.");
        }
    }

    private double[] Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<double> x, RandomStream? random)
    {
        double[] curve = EvaluateModel(values, x);
        Smooth?.AddAt(x, SmoothCoefficients(Smooth, values, random), curve);
        return curve;
    }

    private double[] EvaluateModel(ReadOnlySpan<double> values, ReadOnlySpan<double> x)
    {
        var parameters = new List<double>();
        for (int term = 0; term < layout.Terms.Length; term++)
        {
            parameters.AddRange(ParametersOf(values, term));
        }

        return Model.Evaluate(x, [.. parameters]);
    }

    private double[] SmoothCoefficients(SmoothCurve smooth, ReadOnlySpan<double> values, RandomStream? random)
    {
        double[] bare = EvaluateModel(values, Measurement.X.AsSpan());
        double[] residual = [.. Measurement.Y.Zip(bare, (y, f) => y - f)];
        return smooth.Coefficients(residual, layout.WithLinks(values), NoiseParametersOf(values), random);
    }

    private string? FaultOf(Term term, double[] parameters)
    {
        try
        {
            var trial = new CurveTrial(term, term.Evaluate, Measurement.X, parameters);
            return trial.Fault is { } fault ? $"{fault} {CurveTrial.Advice}" : null;
        }
        catch (ArgumentException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Creates a state that is closed over the density of the noise and the lanes.</summary>
    private sealed class StateFactory(Posterior posterior, int lanes) : INoiseVisitor<ITargetState>
    {
        public ITargetState Visit<TDensity>()
            where TDensity : struct, INoiseDensity => LaneWidth.Use<LaneFactory<TDensity>, ITargetState>(new(posterior), lanes);
    }

    private readonly struct LaneFactory<TDensity>(Posterior posterior) : ILaneConsumer<ITargetState>
        where TDensity : struct, INoiseDensity
    {
        public ITargetState Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> =>
            new CurveState<TDensity, TLanes>(posterior.data, posterior.layout, posterior.Model, posterior.Smooth);
    }
}
