using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Numerics.Random;

/// <summary>Random draws from a counter-based generator (Philox 4x32-10), keyed by seed, chain, replica and sweep.</summary>
/// <remarks>
/// <para>
/// A draw is a pure function of (seed, chain, replica, sweep, purpose, position), where the purpose is uniform, log-uniform
/// or normal and the position counts the draws of that purpose since <see cref="BeginSweep"/>. Results therefore depend
/// neither on the number of threads nor on the order in which replicas run. The key of <see cref="Philox"/> is the seed;
/// its 128-bit counter is laid out so that no two draws of a seed ever share random bits:
/// </para>
/// <code>
/// word 0   bits  0-31   block within the sweep; a block makes two draws
/// word 1   bits  0-31   sweep, low 32 bits
/// word 2   bits  0-7    sweep, high 8 bits
///          bits  8-11   purpose
///          bits 12-31   chain
/// word 3   bits  0-31   replica
/// </code>
/// <para>
/// Draws are made sixteen at a time into buffers inside the object: nothing is allocated after construction. Exponential
/// and gamma draws take from the log-uniforms and the normals, integers from the uniforms. A stream starts at sweep 0.
/// It serves one thread at a time.
/// </para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers is the standard term.")]
public sealed class RandomStream
{
    private const int ChainLimit = 1 << 20;
    private const long SweepLimit = 1L << 40;

    private readonly ulong seed;
    private readonly uint chain;
    private readonly uint replica;
    private long sweep;

    private RandomBatch uniforms;
    private RandomBatch logUniforms;
    private RandomBatch normals;
    private long uniformPosition;
    private long logUniformPosition;
    private long normalPosition;

    /// <summary>Creates the stream of one replica of one chain, at sweep 0.</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="chain">The number of the chain: from 0 to 2^20 - 1.</param>
    /// <param name="replica">The number of the replica: from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chain or the replica is outside its range.</exception>
    public RandomStream(ulong seed, int chain, int replica)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chain);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chain, ChainLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(replica);
        this.seed = seed;
        this.chain = (uint)chain;
        this.replica = (uint)replica;
    }

    /// <summary>Moves to the start of a sweep: what follows depends on (seed, chain, replica, sweep) alone.</summary>
    /// <param name="sweep">The number of the sweep: from 0 to 2^40 - 1, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sweep is outside its range.</exception>
    public void BeginSweep(long sweep)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sweep);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sweep, SweepLimit);
        this.sweep = sweep;
        uniformPosition = 0;
        logUniformPosition = 0;
        normalPosition = 0;
    }

    /// <summary>A uniform draw in (0, 1), neither end included: an odd multiple of 2^-53.</summary>
    public double NextUniform()
    {
        int index = IndexInBatch(uniformPosition);
        if (index == 0)
        {
            FillUniforms();
        }

        uniformPosition++;
        return uniforms[index];
    }

    /// <summary>The natural logarithm of a uniform draw in (0, 1): finite and below 0.</summary>
    public double NextLogUniform()
    {
        int index = IndexInBatch(logUniformPosition);
        if (index == 0)
        {
            FillLogUniforms();
        }

        logUniformPosition++;
        return logUniforms[index];
    }

    /// <summary>A standard normal draw (mean 0, standard deviation 1).</summary>
    public double NextNormal()
    {
        int index = IndexInBatch(normalPosition);
        if (index == 0)
        {
            FillNormals();
        }

        normalPosition++;
        return normals[index];
    }

    /// <summary>A standard exponential draw (rate 1).</summary>
    public double NextExponential() => -NextLogUniform();

    /// <summary>A gamma draw with the given shape and rate 1.</summary>
    /// <param name="shape">The shape: above 0 and finite. A shape far below 1 gives draws that may underflow to 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not a positive finite number.</exception>
    /// <remarks>
    /// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM Trans. Math. Softw. 26 (2000) 363.
    /// A shape below 1 is boosted: Gamma(shape) = Gamma(shape + 1) * U^(1 / shape).
    /// </remarks>
    public double NextGamma(double shape)
    {
        RequireShape(shape);
        return shape < 1
            ? NextGammaOfLargeShape(shape + 1) * Math.Exp(NextLogUniform() / shape)
            : NextGammaOfLargeShape(shape);
    }

    /// <summary>The natural logarithm of a gamma draw, which no small shape makes underflow.</summary>
    internal double NextLogGamma(double shape)
    {
        RequireShape(shape);
        return shape < 1
            ? Math.Log(NextGammaOfLargeShape(shape + 1)) + NextLogUniform() / shape
            : Math.Log(NextGammaOfLargeShape(shape));
    }

    /// <summary>An integer in [0, count), each with probability 1 / count to within 2^-52.</summary>
    /// <param name="count">The number of integers to choose from: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public int NextInteger(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)(NextUniform() * count);
    }

    private static int IndexInBatch(long position) => (int)position & (RandomBatch.Length - 1);

    private static void RequireShape(double shape)
    {
        if (!(shape > 0 && double.IsFinite(shape)))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape of a gamma draw must be above 0 and finite.");
        }
    }

    private double NextGammaOfLargeShape(double shape)
    {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double root = 1 + c * x;
            if (root <= 0)
            {
                continue;
            }

            double v = root * root * root;
            if (NextLogUniform() < 0.5 * x * x + d * (1 - v + Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private void FillUniforms() => FillWithUniforms(uniforms, RandomPurpose.Uniform, uniformPosition);

    private void FillLogUniforms()
    {
        FillWithUniforms(logUniforms, RandomPurpose.LogUniform, logUniformPosition);
        LaneWidth.UseWidest<TakeLogarithms, int>(new(this));
    }

    private void FillNormals()
    {
        FillWithUniforms(normals, RandomPurpose.Normal, normalPosition);
        LaneWidth.UseWidest<BoxMuller, int>(new(this));
    }

    private void FillWithUniforms(Span<double> batch, RandomPurpose purpose, long position)
    {
        uint firstBlock = checked((uint)RandomLayout.Block(position));
        uint owner = RandomLayout.Owner(chain, purpose, sweep);
        (Vector512<ulong> low, Vector512<ulong> high) = Philox.PermuteEight(new(firstBlock, (uint)sweep, owner, replica), seed);
        ToUniforms(low).CopyTo(batch);
        ToUniforms(high).CopyTo(batch[Vector512<double>.Count..]);
    }

    /// <summary><see cref="RandomLayout.ToUniform"/>, eight at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ToUniforms(Vector512<ulong> bits) =>
        Vector512.ConvertToDouble(((bits >>> 11) | Vector512<ulong>.One).AsInt64()) * RandomLayout.UniformUnit;

    private readonly struct TakeLogarithms(RandomStream stream) : ILaneConsumer<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public int Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes>
        {
            ref double draw = ref stream.logUniforms[0];
            for (int i = 0; i < RandomBatch.Length; i += TLanes.Count)
            {
                TLanes.Store(TLanes.Log(TLanes.Load(ref Unsafe.Add(ref draw, i))), ref Unsafe.Add(ref draw, i));
            }

            return RandomBatch.Length;
        }
    }

    /// <summary>Radii from the first half of the uniforms, angles from the second (G. E. P. Box and M. E. Muller 1958).</summary>
    private readonly struct BoxMuller(RandomStream stream) : ILaneConsumer<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public int Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes>
            => Transform<TLanes>(ref stream.normals[0], ref stream.normals[RandomBatch.Length / 2]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Transform<TLanes>(ref double first, ref double second)
            where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
        {
            for (int i = 0; i < RandomBatch.Length / 2; i += TLanes.Count)
            {
                TLanes radius = TLanes.Sqrt(-2.0 * TLanes.Log(TLanes.Load(ref Unsafe.Add(ref first, i))));
                TLanes angle = 2 * Math.PI * TLanes.Load(ref Unsafe.Add(ref second, i));
                TLanes.Store(radius * TLanes.Cos(angle), ref Unsafe.Add(ref first, i));
                TLanes.Store(radius * TLanes.Sin(angle), ref Unsafe.Add(ref second, i));
            }

            return RandomBatch.Length;
        }
    }
}

/// <summary>The draws that a <see cref="RandomStream"/> makes at once, held inside the object that owns them.</summary>
[InlineArray(Length)]
internal struct RandomBatch
{
    /// <summary>The number of draws in a batch: a power of two, and even.</summary>
    public const int Length = 16;

    private double first;
}
