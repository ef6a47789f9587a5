using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The mixture weights w_k(x) = exp(beta_k x - log Z_k) / sum_j exp(beta_j x - log Z_j) of a tile of samples with log
/// likelihoods x: the probability that x was drawn at rung k, when as many samples come from each rung.
/// </summary>
/// <remarks>
/// A state of zero likelihood has x = -infinity and w = (1, 0, 0, ...). Rungs whose weights in the whole tile are below
/// e^-40, which no sum of doubles can notice, are left out.
/// </remarks>
internal sealed class MultistateTile
{
    /// <summary>The number of samples of a tile: its weights at 32 rungs stay in the nearest cache.</summary>
    public const int Length = 64;

    private const double Negligible = -40;

    // Below any log likelihood, and yet beta_0 times it is zero, which a true infinity would not allow.
    private const double Impossible = -1e300;

    private readonly double[] inverseTemperatures;
    private readonly CancellationToken cancellation;
    private readonly double[] samples = new double[Length];
    private readonly double[] greatest = new double[Length];
    private readonly double[] sums = new double[Length];
    private readonly double[] weights;

    /// <param name="inverseTemperatures">The ladder.</param>
    /// <param name="cancellation">Heard at each tile: of thousands of rungs, all tiles together take longer than the run.</param>
    public MultistateTile(IReadOnlyList<double> inverseTemperatures, CancellationToken cancellation = default)
    {
        this.inverseTemperatures = [.. inverseTemperatures];
        this.cancellation = cancellation;
        weights = new double[this.inverseTemperatures.Length * Length];
    }

    /// <summary>The first rung that is not left out.</summary>
    public int First { get; private set; }

    /// <summary>The last rung that is not left out.</summary>
    public int Last { get; private set; }

    /// <summary>
    /// The weights at a rung from <see cref="First"/> to <see cref="Last"/>; 0 beyond the samples of a short tile.
    /// </summary>
    public ReadOnlySpan<double> this[int rung] => Row(rung);

    /// <summary>Computes the weights of up to <see cref="Length"/> samples.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Evaluate(ReadOnlySpan<double> logLikelihoods, ReadOnlySpan<double> logEvidences)
    {
        cancellation.ThrowIfCancellationRequested();
        for (int n = 0; n < Length; n++)
        {
            samples[n] = Math.Max(logLikelihoods[Math.Min(n, logLikelihoods.Length - 1)], Impossible);
        }

        Exponents(logEvidences);
        Array.Clear(sums);
        (First, Last) = (inverseTemperatures.Length, -1);
        for (int rung = 0; rung < inverseTemperatures.Length; rung++)
        {
            if (!SubtractGreatest(Row(rung)))
            {
                continue;
            }

            First = Math.Min(First, rung);
            Last = rung;
        }
        for (int rung = First; rung <= Last; rung++)
        {
            Exponentiate(Row(rung));
        }

        Normalise(logLikelihoods.Length);
    }

    /// <summary>ln sum_j exp(beta_j x - log Z_j) of a sample: the density it was drawn from, but for that of the prior.</summary>
    public double LogMixture(int sample) => greatest[sample] - Math.Log(sums[sample]);

    /// <summary>The sum over the samples of w_k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Sum(int rung)
    {
        var sum = Vector512<double>.Zero;
        foreach (Vector512<double> lanes in Lanes(Row(rung)))
        {
            sum += lanes;
        }

        return Vector512.Sum(sum);
    }

    /// <summary>The sum over the samples of w_j w_k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double SumOfProducts(int first, int second) => SumOfProducts(first, Row(second));

    /// <summary>The sum over the samples of w_k and a number of each sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double SumOfProducts(int rung, Span<double> numbers)
    {
        Span<Vector512<double>> left = Lanes(Row(rung));
        Span<Vector512<double>> right = Lanes(numbers);
        var sum = Vector512<double>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Adds w_k times a factor to a number of each sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(Span<double> numbers, int rung, double factor)
    {
        Span<Vector512<double>> row = Lanes(Row(rung));
        Span<Vector512<double>> sum = Lanes(numbers);
        for (int i = 0; i < row.Length; i++)
        {
            sum[i] += row[i] * factor;
        }
    }

    private Span<double> Row(int rung) => weights.AsSpan(rung * Length, Length);

    /// <summary>beta_k x - log Z_k at every rung, and the greatest of them for each sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponents(ReadOnlySpan<double> logEvidences)
    {
        Array.Fill(greatest, double.NegativeInfinity);
        Span<Vector512<double>> x = Lanes(samples);
        Span<Vector512<double>> most = Lanes(greatest);
        for (int rung = 0; rung < inverseTemperatures.Length; rung++)
        {
            var slope = Vector512.Create(inverseTemperatures[rung]);
            var offset = Vector512.Create(logEvidences[rung]);
            Span<Vector512<double>> row = Lanes(Row(rung));
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = slope * x[i] - offset;
                most[i] = Vector512.Max(most[i], row[i]);
            }
        }
    }

    /// <summary>
    /// Makes the greatest exponent of each sample 0; false when all at this rung are negligible, which NaN is not.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SubtractGreatest(Span<double> exponents)
    {
        Span<Vector512<double>> row = Lanes(exponents);
        Span<Vector512<double>> most = Lanes(greatest);
        var any = Vector512<double>.Zero;
        var threshold = Vector512.Create(Negligible);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] -= most[i];
            any |= ~Vector512.LessThan(row[i], threshold);
        }
        return any != Vector512<double>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentiate(Span<double> exponents)
    {
        Exp(exponents);
        Span<Vector512<double>> row = Lanes(exponents);
        Span<Vector512<double>> sum = Lanes(sums);
        for (int i = 0; i < row.Length; i++)
        {
            sum[i] += row[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exp(Span<double> values)
    {
        foreach (ref Vector512<double> lanes in Lanes(values))
        {
            lanes = Lanes512.Exp(new(lanes)).Vector;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Normalise(int count)
    {
        for (int n = 0; n < Length; n++)
        {
            sums[n] = n < count ? 1 / sums[n] : 0;
        }

        Span<Vector512<double>> scale = Lanes(sums);
        for (int rung = First; rung <= Last; rung++)
        {
            Span<Vector512<double>> row = Lanes(Row(rung));
            for (int i = 0; i < row.Length; i++)
            {
                row[i] *= scale[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<Vector512<double>> Lanes(Span<double> values) => MemoryMarshal.Cast<double, Vector512<double>>(values);
}
