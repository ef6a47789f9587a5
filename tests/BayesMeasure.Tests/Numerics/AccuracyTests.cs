using System.Globalization;
using System.Numerics;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Numerics;

public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const int Samples = 30000;

    [Fact]
    public void The_reference_agrees_with_published_constants()
    {
        // The decimal expansions of the OEIS: A001113, A002392, A000796, A049469, A049470, A003881, A073744, A103701 and A002193.
        AssertDigits("2.718281828459045235360287471352662497757", BigFunctions.Exp(1));
        AssertDigits("2.302585092994045684017991454684364207601", BigFunctions.Log(10));
        AssertDigits("3.141592653589793238462643383279502884197", BigFunctions.Pi);
        AssertDigits("0.841470984807896506652502321630298999622", BigFunctions.Sin(1));
        AssertDigits("0.540302305868139717400936607442976603733", BigFunctions.Cos(1));
        AssertDigits("0.785398163397448309615660845819875721049", BigFunctions.Atan(1));
        AssertDigits("0.761594155955764888119458282604793590412", BigFunctions.Tanh(1));
        AssertDigits("0.842700792949714869341220635082609259296", BigFunctions.Erf(1));
        AssertDigits("1.414213562373095048801688724209698078569", BigFunctions.Pow(2, new BigFloat(1, -1)));
        // The double that is hardest to reduce: -4.68716592425462761112e-19 (J.-M. Muller, Elementary Functions, 2016).
        BigFloat hardest = BigFunctions.Cos(new BigFloat(6381956970095103, 797)) * new BigFloat(BigInteger.Pow(10, 39), 0);
        Assert.Equal(-468716592425462761112.0, hardest.ToDouble(), 1e6);
    }

    [Fact]
    public void Exp_is_within_1_and_a_quarter_ulp() => Check<ExpFunction>(ExpSamples(), BigFunctions.Exp, 1.25);

    [Fact]
    public void Log_is_within_1_ulp()
    {
        var random = new Random(2);
        Check<LogFunction>(
            Many(random, r => LogUniform(r, -1074, 1024), r => 0.5 + 1.5 * r.NextDouble(), r => 1.0 + Signed(r, -52, -1)),
            BigFunctions.Log,
            1.0);
    }

    [Fact]
    public void Pow_is_within_1_ulp()
    {
        var random = new Random(3);
        var x = Many(random, r => LogUniform(r, -1074, 1024), r => LogUniform(r, -20, 20), r => 1.0 + Signed(r, -40, -1));
        var y = Array.ConvertAll(x, v => 2000.0 * (random.NextDouble() - 0.5) * 0.75 / Math.Log(v));
        double[] result = LaneRun<PowFunction>.Over(x, y, 8);
        double Error(int i) => Ulp.Error(result[i], BigFunctions.Pow(BigFloat.From(x[i]), BigFloat.From(y[i])));
        (double worst, int at) = Enumerable.Range(0, x.Length).Select(i => (Error(i), i)).Max();
        output.WriteLine($"largest error {worst:F3} ulp at pow({x[at]:R}, {y[at]:R})");
        Assert.True(worst <= 1.0, $"pow({x[at]:R}, {y[at]:R}) is off by {worst:F3} ulp");
    }

    [Fact]
    public void Sin_is_within_2_ulp() => Check<SinFunction>(Angles(4), BigFunctions.Sin, 2.0);

    [Fact]
    public void Cos_is_within_2_ulp() => Check<CosFunction>(Angles(5), BigFunctions.Cos, 2.0);

    [Fact]
    public void Tanh_is_within_3_ulp() => Check<TanhFunction>(Arguments(6, 22.0), BigFunctions.Tanh, 3.0);

    [Fact]
    public void Atan_is_within_2_ulp() => Check<AtanFunction>(Arguments(7, 5.0), BigFunctions.Atan, 2.0);

    [Fact]
    public void Erf_is_within_1_ulp() => Check<ErfFunction>(Arguments(8, 6.0), BigFunctions.Erf, 1.0);

    [Fact]
    public void An_exponential_without_the_low_part_of_ln_2_is_found_out()
        => Assert.True(Worst<BrokenExp>(ExpSamples(), BigFunctions.Exp).Error > 50.0);

    private static double[] ExpSamples() => Many(
        new Random(1),
        r => -746.0 + 1456.0 * r.NextDouble(),
        r => -745.2 + 37.0 * r.NextDouble(),
        r => Signed(r, -1074, 9),
        r => 709.7 + 0.1 * r.NextDouble());

    private static double[] Angles(int seed) => Many(
        new Random(seed),
        r => Signed(r, -1074, 24),
        r => 200.0 * (r.NextDouble() - 0.5),
        r => Signed(r, 20, 60),
        r => Signed(r, 0, 1024),
        // The doubles around a multiple of pi/2, where one of the two functions almost vanishes.
        r => Neighbour(Math.Round(LogUniform(r, 0, 23)) * (Math.PI / 2), r.Next(-2, 3)));

    private static double[] Arguments(int seed, double range) => Many(
        new Random(seed),
        r => Signed(r, -1074, 12),
        r => Signed(r, -10, 3),
        r => range * (2.0 * r.NextDouble() - 1.0));

    private void Check<TFunction>(double[] x, Func<BigFloat, BigFloat> reference, double limit)
        where TFunction : struct, ILaneFunction
    {
        (double error, double worst) = Worst<TFunction>(x, reference);
        output.WriteLine($"largest error {error:F3} ulp at {worst:R}");
        Assert.True(error <= limit, $"{typeof(TFunction).Name}({worst:R}) is off by {error:F3} ulp");
    }

    private static (double Error, double At) Worst<TFunction>(double[] x, Func<BigFloat, BigFloat> reference)
        where TFunction : struct, ILaneFunction
    {
        double[] result = LaneRun<TFunction>.Over(x, x, 8);
        return x.Select((v, i) => (Ulp.Error(result[i], reference(BigFloat.From(v))), v)).Max();
    }

    private static void AssertDigits(string digits, BigFloat value)
    {
        // A published digit string is rounded or cut: one unit in its last place.
        var scale = BigInteger.Pow(10, digits.Length - 2);
        var published = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var computed = (value * new BigFloat(scale, 0)).ToFixed(0);
        Assert.True(BigInteger.Abs(computed - published) <= 1, $"{computed} is not {published}");
    }

    private static double[] Many(Random random, params Func<Random, double>[] kinds)
        => [.. Enumerable.Range(0, Samples).Select(i => kinds[i % kinds.Length](random))];

    private static double LogUniform(Random random, int low, int high)
        => Math.ScaleB(1.0 + random.NextDouble(), random.Next(low, high));

    private static double Signed(Random random, int low, int high)
        => random.Next(2) == 0 ? LogUniform(random, low, high) : -LogUniform(random, low, high);

    private static double Neighbour(double value, int steps)
        => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + steps);

    private readonly struct BrokenExp : ILaneFunction
    {
        public static T Apply<T>(T x, T y)
            where T : unmanaged, IReal<T>, ILanes<T>
        {
            // What an argument reduction by the high part of ln 2 alone would give.
            var buffer = new double[T.Count];
            T.Store(x, ref buffer[0]);
            for (int i = 0; i < buffer.Length; i++)
            {
                double n = Math.Round(buffer[i] / Math.Log(2.0));
                buffer[i] = LaneExponential.Exp<Scalar>(buffer[i], n * LaneExponential.Ln2Low).Value;
            }

            return T.Load(in buffer[0]);
        }
    }
}
