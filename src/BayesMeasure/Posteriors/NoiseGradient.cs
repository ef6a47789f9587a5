using System.Runtime.CompilerServices;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The misfit of predictions, and its derivatives: with respect to each prediction, and to the parameters of the noise. By dual
/// numbers, like the Jacobian of the prediction.
/// </summary>
internal abstract class NoiseGradient
{
    private readonly double[] noise;

    protected NoiseGradient(WhitenedCurve curve, Posterior posterior)
    {
        Curve = curve;
        Binding = posterior.NoiseBinding;
        noise = new double[posterior.Layout.Noise.Length];
        Misfits = posterior.Data.CreateBuffer();
        Slopes = posterior.Data.CreateBuffer();
        Curvatures = posterior.Data.CreateBuffer();
        NoiseSlopes = [.. noise.Select(_ => posterior.Data.CreateBuffer())];
        MisfitByNoise = new double[noise.Length];
    }

    /// <summary>The prediction that the noise is about.</summary>
    protected WhitenedCurve Curve { get; }

    /// <summary>The noise.</summary>
    protected NoiseBinding Binding { get; }

    /// <summary>The misfit of every point.</summary>
    public AlignedBuffer Misfits { get; }

    /// <summary>The derivative of the misfit of every point with respect to its prediction.</summary>
    public AlignedBuffer Slopes { get; }

    /// <summary>The second derivative of the misfit of every point, of <see cref="EvaluateCurvatures"/>.</summary>
    public AlignedBuffer Curvatures { get; }

    /// <summary>The derivative of the misfit of every point with respect to each parameter of the noise.</summary>
    public AlignedBuffer[] NoiseSlopes { get; }

    /// <summary>The misfit summed over the points.</summary>
    public double Misfit { get; protected set; }

    /// <summary>The derivatives of the summed misfit with respect to the parameters of the noise.</summary>
    public double[] MisfitByNoise { get; }

    /// <summary>The parameters of the noise.</summary>
    public Span<double> Noise => noise;

    /// <summary>Creates it for a posterior and the Jacobian of its curve.</summary>
    public static NoiseGradient Of(Posterior posterior, WhitenedCurve curve, int lanes) =>
        posterior.NoiseBinding.Accept(new Visitor(posterior, curve, lanes));

    /// <summary>The misfit and its derivatives at the points and the prediction that were evaluated last.</summary>
    public abstract void Evaluate();

    /// <summary>The misfit with its first and second derivatives with respect to every prediction.</summary>
    public abstract void EvaluateCurvatures();

    /// <summary>Whether the misfit reads the parameters of the noise, be it through a correlation.</summary>
    public abstract bool ReadsParameters { get; }

    /// <summary>The log likelihood of a misfit, and its derivative with respect to the misfit.</summary>
    public abstract (double Value, double Slope) ByMisfit(double misfit);

    /// <summary>
    /// The derivative of the log likelihood with respect to a parameter of the noise, of a misfit that changes with it.
    /// </summary>
    /// <param name="parameter">The position of the parameter.</param>
    /// <param name="misfit">The misfit.</param>
    /// <param name="misfitSlope">The derivative of the misfit with respect to the parameter.</param>
    public abstract double ByNoise(int parameter, double misfit, double misfitSlope);

    private sealed class Visitor(Posterior posterior, WhitenedCurve curve, int lanes) : INoiseVisitor<NoiseGradient>
    {
        public NoiseGradient Visit<TDensity>()
            where TDensity : struct, INoiseDensity =>
            LaneWidth.Use<Factory<TDensity>, NoiseGradient>(new(posterior, curve), lanes);
    }

    private readonly struct Factory<TDensity>(Posterior posterior, WhitenedCurve curve) : ILaneConsumer<NoiseGradient>
        where TDensity : struct, INoiseDensity
    {
        public NoiseGradient Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => new NoiseGradient<TDensity, TLanes>(curve, posterior);
    }
}

/// <inheritdoc/>
internal sealed class NoiseGradient<TDensity, TLanes>(WhitenedCurve curve, Posterior posterior) : NoiseGradient(curve, posterior)
    where TDensity : struct, INoiseDensity
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    /// <summary>The variable of no parameter of the noise.</summary>
    private const int ByPrediction = -1;

    private readonly DualParameters<TLanes> duals = new(posterior.Layout.Noise.Length);
    private readonly DualDualParameters<TLanes> dualDuals = new(posterior.Layout.Noise.Length);
    private readonly Dual<Scalar>[] scalars = new Dual<Scalar>[posterior.Layout.Noise.Length];
    private readonly Dual<Scalar>[] constants =
        [.. posterior.NoiseBinding.Constants.ToArray().Select(constant => (Dual<Scalar>)constant)];

    public override void Evaluate()
    {
        (Misfit, _) = Differentiate(ByPrediction, Slopes);
        for (int parameter = 0; parameter < Noise.Length; parameter++)
        {
            MisfitByNoise[parameter] = TDensity.MisfitReadsParameters
                ? Differentiate(parameter, NoiseSlopes[parameter]).Slope
                : parameter == Curve.LengthParameter
                ? InnerProduct.Of(Slopes.Span[..Curve.Count], Curve.ByLength())
                : 0;
        }
    }

    public override bool ReadsParameters => TDensity.MisfitReadsParameters || Curve.LengthParameter >= 0;

    public override void EvaluateCurvatures() => Misfit = ByPredictionTwice();

    public override (double Value, double Slope) ByMisfit(double misfit)
    {
        Dual<Scalar> value = LogLikelihood(new(misfit, 1.0), variable: ByPrediction);
        return (value.Value.Value, value.Derivative.Value);
    }

    public override double ByNoise(int parameter, double misfit, double misfitSlope) =>
        LogLikelihood(new(misfit, misfitSlope), parameter).Derivative.Value;

    private Dual<Scalar> LogLikelihood(Dual<Scalar> misfit, int variable)
    {
        for (int i = 0; i < scalars.Length; i++)
        {
            scalars[i] = new(Noise[i], i == variable ? 1.0 : 0.0);
        }

        return TDensity.LogLikelihood<Dual<Scalar>, ParameterSpan<Dual<Scalar>>>(misfit, new(scalars), new(constants));
    }

    /// <summary>
    /// The misfit of every point, and its derivative with respect to the prediction or to a parameter of the noise.
    /// </summary>
    /// <returns>The sums of both.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Misfit, double Slope) Differentiate(int variable, AlignedBuffer slopes)
    {
        var q = new ParameterSpan<Dual<TLanes>>(duals.Broadcast(Noise, variable));
        TLanes predictionSlope = variable == ByPrediction ? 1.0 : 0.0;
        int count = Curve.Count;
        ref double y = ref Curve.Measured.First;
        ref double weight = ref Curve.Weight.First;
        ref double prediction = ref Curve.Prediction.First;
        ref double misfit = ref Misfits.First;
        ref double slope = ref slopes.First;
        TLanes sum = 0.0;
        TLanes slopeSum = 0.0;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            Dual<TLanes> m = TDensity.Misfit<Dual<TLanes>, ParameterSpan<Dual<TLanes>>>(
                new(TLanes.Load(ref Unsafe.Add(ref y, i)), 0.0),
                new(TLanes.Load(ref Unsafe.Add(ref prediction, i)), predictionSlope),
                new(TLanes.Load(ref Unsafe.Add(ref weight, i)), 0.0),
                q);
            TLanes value = TLanes.KeepFirst(m.Value, count - i);
            TLanes.Store(value, ref Unsafe.Add(ref misfit, i));
            TLanes derivative = TLanes.KeepFirst(m.Derivative, count - i);
            TLanes.Store(derivative, ref Unsafe.Add(ref slope, i));
            sum += value;
            slopeSum += derivative;
        }

        return (TLanes.Sum(sum), TLanes.Sum(slopeSum));
    }

    /// <summary>The same with second derivatives, by duals of duals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ByPredictionTwice()
    {
        var q = new ParameterSpan<Dual<Dual<TLanes>>>(dualDuals.Broadcast(Noise));
        int count = Curve.Count;
        ref double y = ref Curve.Measured.First;
        ref double weight = ref Curve.Weight.First;
        ref double prediction = ref Curve.Prediction.First;
        ref double slope = ref Slopes.First;
        ref double curvature = ref Curvatures.First;
        TLanes sum = 0.0;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            Dual<Dual<TLanes>> m = TDensity.Misfit<Dual<Dual<TLanes>>, ParameterSpan<Dual<Dual<TLanes>>>>(
                new(new(TLanes.Load(ref Unsafe.Add(ref y, i)), 0.0), 0.0),
                new(new(TLanes.Load(ref Unsafe.Add(ref prediction, i)), 1.0), 1.0),
                new(new(TLanes.Load(ref Unsafe.Add(ref weight, i)), 0.0), 0.0),
                q);
            TLanes.Store(TLanes.KeepFirst(m.Value.Derivative, count - i), ref Unsafe.Add(ref slope, i));
            TLanes.Store(TLanes.KeepFirst(m.Derivative.Derivative, count - i), ref Unsafe.Add(ref curvature, i));
            sum += TLanes.KeepFirst(m.Value.Value, count - i);
        }

        return TLanes.Sum(sum);
    }
}
