using BayesMeasure.Numerics;

namespace BayesMeasure.Posteriors;

/// <summary>
/// ln L of one measured curve with its gradient, as a sum over points: with the misfit M that the noise sums, ln L = A + B M in
/// all noises but those whose level is integrated out, so that the term of one of N points is A / N + B m_i.
/// </summary>
internal sealed class CurveGradient
{
    private readonly ParameterSource[] noiseSources;
    private readonly int[][] noiseUnknowns;
    private readonly NoiseGradient noise;
    private readonly ParameterSource strengthSource;
    private readonly int[] strengthUnknowns = [];
    private double slope;

    public CurveGradient(Posterior posterior, int lanes)
    {
        Posterior = posterior;
        Jacobian = CurveJacobian.Of(posterior, lanes);
        Rows = new(posterior, Jacobian);
        noise = NoiseGradient.Of(posterior, Rows, lanes);
        noiseSources = posterior.Layout.Noise;
        noiseUnknowns = [.. noiseSources.Select(Jacobian.Chain.UnknownsOf)];
        if (posterior.Smooth is { } smooth)
        {
            Smooth = new(smooth, Jacobian);
            strengthSource = posterior.Layout.Terms[smooth.Term][0];
            strengthUnknowns = Jacobian.Chain.UnknownsOf(strengthSource);
        }
    }

    public Posterior Posterior { get; }

    public CurveJacobian Jacobian { get; }

    /// <summary>The curve as the noise sees it.</summary>
    public WhitenedCurve Rows { get; }

    public NoiseGradient Noise => noise;

    /// <summary>The smooth curve whose coefficients are integrated out; null where the model has none.</summary>
    public SmoothGradient? Smooth { get; }

    /// <summary>The number of data points.</summary>
    public int Count => Posterior.Measurement.Count;

    /// <summary>The share of the points that were evaluated last.</summary>
    private double Share => (double)Jacobian.Count / Count;

    /// <summary>The prediction at all points, with the best smooth curve where there is one.</summary>
    /// <param name="values">One value an unknown of the curve.</param>
    public void Predict(ReadOnlySpan<double> values)
    {
        Jacobian.Predict(values);
        Settle();
    }

    /// <summary>The prediction with its derivatives at all points; those of a smooth curve are 0.</summary>
    /// <param name="values">One value an unknown of the curve.</param>
    public void Linearise(ReadOnlySpan<double> values)
    {
        Jacobian.Evaluate(values);
        Settle();
    }

    /// <summary>
    /// The log likelihood of all points, or the sum of the terms of some, at the point that the Jacobian evaluated last.
    /// </summary>
    public double Evaluate()
    {
        TakeNoise();
        noise.Evaluate();
        (double value, slope) = noise.ByMisfit(noise.Misfit / Share);
        return Share * value + Rows.LogDeterminant + (Smooth?.Value ?? 0);
    }

    /// <summary>The log likelihood where the noise alone has moved since the last evaluation of the misfit.</summary>
    public double EvaluateNoise()
    {
        TakeNoise();
        Smooth?.Settle(noise.Noise);
        if (noise.ReadsParameters || Smooth is not null)
        {
            noise.Evaluate();
        }

        (double value, slope) = noise.ByMisfit(noise.Misfit);
        return value + Rows.LogDeterminant + (Smooth?.Value ?? 0);
    }

    /// <summary>
    /// Takes the curvatures of the misfit at all points beside its slopes; all are to be multiplied by what is returned, the
    /// derivative of the log likelihood with respect to the misfit.
    /// </summary>
    public double EvaluateCurvatures()
    {
        TakeNoise();
        noise.EvaluateCurvatures();
        (_, slope) = noise.ByMisfit(noise.Misfit);
        return slope;
    }

    /// <summary>
    /// Whether the log likelihood is a sum over points, at the parameters of the noise: none is whitened by others, no smooth
    /// curve joins neighbours, and B does not read M.
    /// </summary>
    public bool IsAdditive()
    {
        TakeNoise();
        return !Rows.IsMixed && Smooth is null && noise.ByMisfit(1).Slope == noise.ByMisfit(2).Slope;
    }

    /// <summary>Adds the gradient of what <see cref="Evaluate"/> returned.</summary>
    /// <param name="gradient">The gradient of the target.</param>
    /// <param name="positions">For each unknown of the curve, its position in the gradient.</param>
    public void AddGradient(Span<double> gradient, IReadOnlyList<int> positions)
    {
        ReadOnlySpan<double> slopes = noise.Slopes.Span[..Jacobian.Count];
        for (int unknown = 0; unknown < Jacobian.UnknownCount; unknown++)
        {
            gradient[positions[unknown]] += slope * InnerProduct.Of(slopes, Rows.Column(unknown));
        }

        AddNoiseGradient(gradient, positions);
    }

    /// <summary>Adds the part of the gradient that the parameters of the noise make, and the bend of a smooth curve.</summary>
    public void AddNoiseGradient(Span<double> gradient, IReadOnlyList<int> positions)
    {
        for (int parameter = 0; parameter < noiseSources.Length; parameter++)
        {
            double byNoise = noise.ByNoise(parameter, noise.Misfit / Share, noise.MisfitByNoise[parameter] / Share);
            double byDeterminant = parameter == Rows.LengthParameter ? Rows.LogDeterminantSlope : 0;
            AddNoise(parameter, Share * byNoise + byDeterminant, gradient, positions);
        }

        if (Smooth is not null)
        {
            AddSmooth(Smooth, gradient, positions);
        }
    }

    /// <summary>The term of one of the points that were evaluated last, with its gradient.</summary>
    /// <param name="point">The number of the point among those that were evaluated.</param>
    /// <param name="gradient">The gradient of the target, to which that of the term is added.</param>
    /// <param name="positions">For each unknown of the curve, its position in the gradient.</param>
    public double AddTerm(int point, Span<double> gradient, IReadOnlyList<int> positions)
    {
        double misfit = Count * noise.Misfits.Span[point];
        (double value, double byMisfit) = noise.ByMisfit(misfit);
        double byPrediction = byMisfit * noise.Slopes.Span[point];
        for (int unknown = 0; unknown < Jacobian.UnknownCount; unknown++)
        {
            gradient[positions[unknown]] += byPrediction * Jacobian.Column(unknown)[point];
        }

        for (int parameter = 0; parameter < noiseSources.Length; parameter++)
        {
            double byNoise = noise.ByNoise(parameter, misfit, Count * noise.NoiseSlopes[parameter].Span[point]);
            AddNoise(parameter, byNoise / Count, gradient, positions);
        }

        return value / Count;
    }

    private void Settle()
    {
        if (Smooth is not null)
        {
            TakeNoise();
            Smooth.Begin();
            Smooth.Settle(noise.Noise);
        }
    }

    private void AddSmooth(SmoothGradient smooth, Span<double> gradient, IReadOnlyList<int> positions)
    {
        (double byPrecision, double byStrength) = smooth.Slopes();
        if (noiseSources.Length > 0)
        {
            AddNoise(0, byPrecision * smooth.PrecisionSlope(noise.Noise), gradient, positions);
        }

        for (int i = 0; i < strengthUnknowns.Length; i++)
        {
            gradient[positions[strengthUnknowns[i]]] += byStrength * Jacobian.Chain.Slope(strengthSource, i);
        }
    }

    private void TakeNoise()
    {
        for (int i = 0; i < noiseSources.Length; i++)
        {
            noise.Noise[i] = noiseSources[i].Resolve(Jacobian.Chain.Values);
        }

        Rows.Take(noise.Noise);
    }

    private void AddNoise(int parameter, double byNoise, Span<double> gradient, IReadOnlyList<int> positions)
    {
        for (int i = 0; i < noiseUnknowns[parameter].Length; i++)
        {
            gradient[positions[noiseUnknowns[parameter][i]]] += byNoise * Jacobian.Chain.Slope(noiseSources[parameter], i);
        }
    }
}
